//! Moments and days, in the forms that providers write them.
//!
//! Shapes are checked digit by digit before anything is converted: `2024-5-1 1:2:3` is refused, although date libraries
//! read it. A local time without an offset is read in a named zone (`Europe/Istanbul`); zone rules are bundled, so that
//! a container without zone files reads the same moment. Where a clock was turned back and a local time happened twice,
//! the earlier moment is taken; where it was turned forward and the time never happened, the moment that is one such
//! turn earlier: for an expiry, too early is the safe side.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;
use std::time::SystemTime;

use jiff::civil;
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// Why a text is no date or time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// Another form than the one that was asked for.
    #[error("the text is not of the expected form")]
    Form,
    /// The right form, but no such day or time.
    #[error("there is no such day or time")]
    OutOfRange,
    /// The text has no offset and no zone was named, or the zone is not known.
    #[error("the zone of the time is not known")]
    Zone,
}

/// The form of a moment's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeForm {
    /// `2023-08-15 17:30:00`, in a named zone.
    Spaced,
    /// `2025-06-04T18:42:27.5447456`: fraction and offset optional; without an offset in a named zone.
    TSeparated,
    /// `2021-04-08T14:07:42.000000Z`: fraction optional, offset required.
    Rfc3339,
}

impl TimeForm {
    /// What is expected, for a message.
    pub(crate) fn expected(self) -> &'static str {
        match self {
            Self::Spaced => "a time like `2023-08-15 17:30:00`",
            Self::TSeparated => "a time like `2025-06-04T18:42:27`",
            Self::Rfc3339 => "a time like `2021-04-08T14:07:42Z`",
        }
    }
}

/// A moment, exact to the nanosecond. `Display` and `FromStr` are RFC 3339.
///
/// ```
/// # fn main() -> Result<(), vezne_runtime::TimeError> {
/// use vezne_runtime::{TimeForm, Timestamp};
/// let moment = Timestamp::read("2023-08-15 17:30:00", TimeForm::Spaced, "Europe/Istanbul")?;
/// assert_eq!(moment.to_string(), "2023-08-15T14:30:00Z");
/// assert_eq!(moment.unix_seconds(), 1_692_109_800);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// Seconds since 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// Outside the years -9999 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Result<Self, TimeError> {
        jiff::Timestamp::from_second(seconds)
            .map(Self)
            .map_err(|_| TimeError::OutOfRange)
    }

    /// Seconds since 1970-01-01T00:00:00Z, fractions cut off.
    pub fn unix_seconds(&self) -> i64 {
        self.0.as_second()
    }

    /// Reads a text of exactly the given form. `zone` is the IANA name of the zone of a text without an offset.
    ///
    /// # Errors
    /// On any other form, on a day or time that does not exist, and on a zone that is missing or unknown.
    pub fn read<'z>(
        text: &str,
        form: TimeForm,
        zone: impl Into<Option<&'z str>>,
    ) -> Result<Self, TimeError> {
        let text = text.as_bytes();
        let separator = if form == TimeForm::Spaced { b' ' } else { b'T' };
        let (date, rest) = text.split_at_checked(10).ok_or(TimeError::Form)?;
        let rest = rest.strip_prefix(&[separator]).ok_or(TimeError::Form)?;
        let (clock, rest) = rest.split_at_checked(8).ok_or(TimeError::Form)?;
        let (fraction, rest) = if form == TimeForm::Spaced {
            (0, rest)
        } else {
            fraction(rest)?
        };
        let offset = match (form, rest) {
            (TimeForm::Rfc3339, []) => return Err(TimeError::Form),
            (_, []) => None,
            (TimeForm::Spaced, _) => return Err(TimeError::Form),
            (_, rest) => Some(offset(rest)?),
        };
        let local = civil_date(date)?.at(0, 0, 0, 0);
        let [hour, minute, second] = clock_parts(clock)?;
        let local = local
            .with()
            .hour(hour)
            .minute(minute)
            .second(second)
            .subsec_nanosecond(fraction)
            .build()
            .map_err(|_| TimeError::OutOfRange)?;
        match offset {
            Some(offset) => offset
                .to_timestamp(local)
                .map(Self)
                .map_err(|_| TimeError::OutOfRange),
            None => in_zone(local, zone.into()),
        }
    }

    /// The text of the moment in the given form, cut to seconds.
    pub(crate) fn written(&self, form: TimeForm, zone: Option<&str>) -> Result<String, TimeError> {
        let zone = match (form, zone) {
            (TimeForm::Rfc3339, None) => TimeZone::UTC,
            (_, None) => return Err(TimeError::Zone),
            (_, Some(name)) => ZONES.get(name).map_err(|_| TimeError::Zone)?,
        };
        let zoned = self.0.to_zoned(zone);
        let pattern = match form {
            TimeForm::Spaced => "%Y-%m-%d %H:%M:%S",
            TimeForm::TSeparated => "%Y-%m-%dT%H:%M:%S",
            TimeForm::Rfc3339 => "%Y-%m-%dT%H:%M:%S%:z",
        };
        Ok(zoned.strftime(pattern).to_string())
    }
}

fn in_zone(local: civil::DateTime, zone: Option<&str>) -> Result<Timestamp, TimeError> {
    let zone = ZONES
        .get(zone.ok_or(TimeError::Zone)?)
        .map_err(|_| TimeError::Zone)?;
    let earlier = zone.to_ambiguous_timestamp(local).earlier();
    earlier.map(Timestamp).map_err(|_| TimeError::OutOfRange)
}

/// `YYYY-MM-DD`, digit by digit.
fn civil_date(text: &[u8]) -> Result<civil::Date, TimeError> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return Err(TimeError::Form);
    };
    let year = i16::from(number([*y1, *y2])?) * 100 + i16::from(number([*y3, *y4])?);
    civil::Date::new(year, number([*m1, *m2])?, number([*d1, *d2])?)
        .map_err(|_| TimeError::OutOfRange)
}

/// `hh:mm:ss`, digit by digit.
fn clock_parts(text: &[u8]) -> Result<[i8; 3], TimeError> {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = text else {
        return Err(TimeError::Form);
    };
    Ok([
        number([*h1, *h2])?,
        number([*m1, *m2])?,
        number([*s1, *s2])?,
    ])
}

fn number(digits: [u8; 2]) -> Result<i8, TimeError> {
    let value = |digit: u8| match digit {
        b'0'..=b'9' => i8::try_from(digit - b'0').map_err(|_| TimeError::Form),
        _ => Err(TimeError::Form),
    };
    Ok(value(digits[0])? * 10 + value(digits[1])?)
}

/// `.` and one to nine digits, as nanoseconds; nothing is 0.
fn fraction(text: &[u8]) -> Result<(i32, &[u8]), TimeError> {
    let Some(digits) = text.strip_prefix(b".") else {
        return Ok((0, text));
    };
    let count = digits
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if !(1..=9).contains(&count) {
        return Err(TimeError::Form);
    }
    let (digits, rest) = digits.split_at(count);
    let padded = digits
        .iter()
        .copied()
        .chain(std::iter::repeat(b'0'))
        .take(9);
    Ok((
        padded.fold(0, |value, digit| value * 10 + i32::from(digit - b'0')),
        rest,
    ))
}

/// `Z`, `+03:00` or `-03:00`.
fn offset(text: &[u8]) -> Result<Offset, TimeError> {
    let (sign, h1, h2, m1, m2) = match text {
        b"Z" => return Ok(Offset::UTC),
        [b'+', h1, h2, b':', m1, m2] => (1, h1, h2, m1, m2),
        [b'-', h1, h2, b':', m1, m2] => (-1, h1, h2, m1, m2),
        _ => return Err(TimeError::Form),
    };
    let (hours, minutes) = (
        i32::from(number([*h1, *h2])?),
        i32::from(number([*m1, *m2])?),
    );
    if hours > 23 || minutes > 59 {
        return Err(TimeError::OutOfRange);
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).map_err(|_| TimeError::OutOfRange)
}

impl FromStr for Timestamp {
    type Err = TimeError;

    /// Reads RFC 3339.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        Self::read(text, TimeForm::Rfc3339, None)
    }
}

impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0.into()
    }
}

impl TryFrom<SystemTime> for Timestamp {
    type Error = TimeError;

    fn try_from(time: SystemTime) -> Result<Self, TimeError> {
        jiff::Timestamp::try_from(time)
            .map(Self)
            .map_err(|_| TimeError::OutOfRange)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Timestamp({})", self.0)
    }
}

/// A day of the calendar. `Display` and `FromStr` are `2026-11-22`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// A day from its year, month (1 to 12) and day of the month.
    ///
    /// # Errors
    /// When there is no such day, or its year is not 0 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, TimeError> {
        let convert = || {
            Some((
                i16::try_from(year).ok()?,
                i8::try_from(month).ok()?,
                i8::try_from(day).ok()?,
            ))
        };
        let (year, month, day) = convert().ok_or(TimeError::OutOfRange)?;
        civil::Date::new(year, month, day)
            .map(Self)
            .map_err(|_| TimeError::OutOfRange)
    }
}

impl FromStr for Date {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        civil_date(text.as_bytes()).map(Self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.0.year(),
            self.0.month(),
            self.0.day()
        )
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Date({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISTANBUL: &str = "Europe/Istanbul";

    fn spaced(text: &str) -> Result<i64, TimeError> {
        Timestamp::read(text, TimeForm::Spaced, ISTANBUL).map(|moment| moment.unix_seconds())
    }

    fn separated(text: &str) -> Result<String, TimeError> {
        Timestamp::read(text, TimeForm::TSeparated, ISTANBUL).map(|moment| moment.to_string())
    }

    #[test]
    fn the_printed_token_expiry_is_turkiye_time() {
        // `TZ=Europe/Istanbul date -d '2023-08-15 17:30:00' +%s`
        assert_eq!(spaced("2023-08-15 17:30:00"), Ok(1_692_109_800));
    }

    #[test]
    fn lax_spellings_are_refused() {
        for text in [
            "2024-5-1 1:2:3",
            "2024-05-01T12:34:56",
            "2024-05-01",
            "2024-05-01 12:34",
            "2024-05-01 12:34:56.0",
            "2024-05-01 12:34:56Z",
            "2024-05-01 12:34:56 ",
            " 2024-05-01 12:34:5",
            "2024/05/01 12:34:56",
            "+024-05-01 12:34:56",
            "2024-05-01 12:34:5６",
            "",
        ] {
            assert_eq!(spaced(text), Err(TimeError::Form), "{text}");
        }
    }

    #[test]
    fn days_and_times_that_do_not_exist_are_refused() {
        for text in [
            "2023-02-29 00:00:00",
            "2024-13-01 00:00:00",
            "2024-00-01 00:00:00",
            "2024-05-01 24:00:00",
            "2024-05-01 12:60:00",
            "2024-05-01 12:00:60",
        ] {
            assert_eq!(spaced(text), Err(TimeError::OutOfRange), "{text}");
        }
    }

    #[test]
    fn a_time_that_happened_twice_is_its_earlier_moment() {
        // Clocks went back from 04:00 to 03:00 on 2015-11-08; 03:30 was first 00:30Z, then 01:30Z.
        assert_eq!(
            separated("2015-11-08T03:30:00").as_deref(),
            Ok("2015-11-08T00:30:00Z")
        );
    }

    #[test]
    fn a_time_that_never_happened_is_taken_early() {
        // Clocks went forward from 03:00 to 04:00 on 2016-03-27, which was 01:00Z.
        assert_eq!(
            separated("2016-03-27T03:30:00").as_deref(),
            Ok("2016-03-27T00:30:00Z")
        );
    }

    #[test]
    fn t_separated_takes_fraction_and_offset_or_leaves_them() {
        assert_eq!(
            separated("2025-06-04T18:42:27.5447456").as_deref(),
            Ok("2025-06-04T15:42:27.5447456Z")
        );
        assert_eq!(
            separated("2024-06-13T22:25:08.0404774+03:00").as_deref(),
            Ok("2024-06-13T19:25:08.0404774Z")
        );
        assert_eq!(
            separated("2024-06-13T22:25:08Z").as_deref(),
            Ok("2024-06-13T22:25:08Z")
        );
        for text in [
            "2024-06-13T22:25:08.",
            "2024-06-13T22:25:08.1234567890",
            "2024-06-13T22:25:08+3",
            "2024-06-13T22:25:08+0300",
            "2024-06-13t22:25:08Z",
        ] {
            assert_eq!(separated(text), Err(TimeError::Form), "{text}");
        }
        assert_eq!(
            separated("2024-06-13T22:25:08+24:00"),
            Err(TimeError::OutOfRange)
        );
    }

    #[test]
    fn rfc_3339_needs_its_offset() {
        let read = |text: &str| text.parse::<Timestamp>().map(|moment| moment.to_string());
        assert_eq!(
            read("2021-04-08T14:07:42.000000Z").as_deref(),
            Ok("2021-04-08T14:07:42Z")
        );
        assert_eq!(
            read("2021-04-08T14:07:42-01:30").as_deref(),
            Ok("2021-04-08T15:37:42Z")
        );
        assert_eq!(read("2021-04-08T14:07:42"), Err(TimeError::Form));
    }

    #[test]
    fn a_local_time_without_a_known_zone_is_refused() {
        assert_eq!(
            Timestamp::read("2024-05-01 12:34:56", TimeForm::Spaced, None),
            Err(TimeError::Zone)
        );
        assert_eq!(
            Timestamp::read("2024-05-01 12:34:56", TimeForm::Spaced, "Europe/Atlantis"),
            Err(TimeError::Zone)
        );
    }

    #[test]
    fn what_is_written_reads_back() {
        let moment = Timestamp::from_unix_seconds(1_692_109_800).expect("a moment");
        for (form, zone, text) in [
            (TimeForm::Spaced, Some(ISTANBUL), "2023-08-15 17:30:00"),
            (TimeForm::TSeparated, Some(ISTANBUL), "2023-08-15T17:30:00"),
            (
                TimeForm::Rfc3339,
                Some(ISTANBUL),
                "2023-08-15T17:30:00+03:00",
            ),
            (TimeForm::Rfc3339, None, "2023-08-15T14:30:00+00:00"),
        ] {
            assert_eq!(moment.written(form, zone).as_deref(), Ok(text));
            assert_eq!(Timestamp::read(text, form, zone), Ok(moment));
        }
        assert_eq!(moment.written(TimeForm::Spaced, None), Err(TimeError::Zone));
    }

    #[test]
    fn a_date_has_one_form() {
        assert_eq!(
            "2026-11-22"
                .parse::<Date>()
                .map(|date| date.to_string())
                .as_deref(),
            Ok("2026-11-22")
        );
        assert_eq!("2026-11-22".parse(), Date::new(2026, 11, 22));
        for text in [
            "2026-1-22",
            "22-11-2026",
            "2026-11-22 ",
            "20261122",
            "-026-11-22",
        ] {
            assert_eq!(text.parse::<Date>(), Err(TimeError::Form), "{text}");
        }
        assert_eq!("2026-02-30".parse::<Date>(), Err(TimeError::OutOfRange));
        assert_eq!(Date::new(2026, 200, 1), Err(TimeError::OutOfRange));
    }
}
