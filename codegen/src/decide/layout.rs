//! How an area is spread over files: one file until it is too long to read, then one per operation.

/// The most lines that a file should have.
pub const LONGEST: usize = 500;

/// A part of an area that stays together: an operation with what belongs to it, or one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// File that it goes to when the area is split.
    pub file: String,
    /// Its length in lines.
    pub lines: usize,
}

/// Where the parts of an area go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All of them into one file.
    One,
    /// Each into the file of its name; the places of the parts of each, in the order of first appearance.
    Split(Vec<(String, Vec<usize>)>),
}

/// Lays the parts out.
pub fn layout(parts: &[Part]) -> Layout {
    if parts.iter().map(|part| part.lines).sum::<usize>() <= LONGEST {
        return Layout::One;
    }
    let mut files: Vec<(String, Vec<usize>)> = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        match files.iter_mut().find(|(name, _)| *name == part.file) {
            Some((_, places)) => places.push(place),
            None => files.push((part.file.clone(), vec![place])),
        }
    }
    Layout::Split(files.into_iter().flat_map(|(name, places)| divide(name, places, parts)).collect())
}

/// Divides a file that is still too long, at the seams of its parts.
fn divide(name: String, places: Vec<usize>, parts: &[Part]) -> Vec<(String, Vec<usize>)> {
    let mut files: Vec<(String, Vec<usize>)> = Vec::new();
    let mut lines = 0;
    for place in places {
        let length = parts.get(place).map_or(0, |part| part.lines);
        match files.last_mut() {
            Some((_, last)) if lines + length <= LONGEST => {
                last.push(place);
                lines += length;
            }
            _ => {
                let number = files.len() + 1;
                files.push((if number == 1 { name.clone() } else { format!("{name}_{number}") }, vec![place]));
                lines = length;
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(file: &str, lines: usize) -> Part {
        Part { file: file.to_owned(), lines }
    }

    #[test]
    fn an_area_is_one_file_until_it_is_too_long() {
        assert_eq!(layout(&[part("pay", 400), part("refund", 100)]), Layout::One);
    }

    #[test]
    fn a_long_area_has_a_file_per_operation_and_a_long_file_is_divided_at_its_parts() {
        let parts = [part("pay", 300), part("refund", 100), part("pay", 150), part("pay", 100)];
        let names = |names: &str, places: &[usize]| (names.to_owned(), places.to_vec());
        assert_eq!(
            layout(&parts),
            Layout::Split(vec![names("pay", &[0, 2]), names("pay_2", &[3]), names("refund", &[1])])
        );
    }
}
