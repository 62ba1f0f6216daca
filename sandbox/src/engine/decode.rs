//! What came, split into named values: path inputs, query, headers and body.

use codegen::model::{Body, BodyShape, Operation, WireField};

use crate::http::RawRequest;
use crate::json::Json;

/// The values of a request to an operation.
pub(crate) struct Decoded {
    /// Input (index) to its decoded text.
    pub(crate) path: Vec<(usize, String)>,
    /// Texts by name.
    pub(crate) query: Json,
    /// Texts by lower-case name.
    pub(crate) headers: Json,
    /// The object of the body, or the form's texts by name.
    pub(crate) body: Json,
}

/// Why the body is not one that the operation takes.
pub(super) enum BadBody {
    /// Its content type is another one.
    ContentType {
        /// What the operation takes.
        expected: &'static str,
    },
    /// It cannot be read, or has another shape.
    Unreadable(String),
}

impl Decoded {
    pub(super) fn read(
        operation: &Operation,
        path: Vec<(usize, String)>,
        query: Option<&str>,
        request: &RawRequest,
    ) -> Result<Self, BadBody> {
        let body = match &operation.body {
            Body::None => Json::Object(Vec::new()),
            Body::Json { shape, .. } => {
                content_type(request, "application/json", |given| {
                    given == "application/json" || given.ends_with("+json")
                })?;
                json_object(&request.body, shape.values())?
            }
            Body::Form(_) => {
                let form = "application/x-www-form-urlencoded";
                content_type(request, form, |given| given == form)?;
                texts(&request.body)?
            }
        };
        let query = texts(query.unwrap_or_default().as_bytes())?;
        let headers = request
            .headers
            .iter()
            .map(|(name, value)| (name.clone(), Json::Text(value.clone())));
        Ok(Self {
            path,
            query,
            headers: Json::Object(headers.collect()),
            body,
        })
    }

    /// A field of the body or form by its dotted name, else of the query, else a header; as text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let found = self
            .body
            .at(name)
            .or_else(|| self.query.get(name))
            .or_else(|| self.headers.get(&name.to_ascii_lowercase()));
        found
            .filter(|value| **value != Json::Null)
            .and_then(Json::text)
    }

    /// Fields of the body's top level and of the query that the operation does not know.
    pub(super) fn ignored(&self, operation: &Operation) -> Vec<String> {
        let body: &[WireField] = match &operation.body {
            Body::None => &[],
            Body::Json { fields, .. } | Body::Form(fields) => fields,
        };
        let unknown = |came: &Json, known: &[WireField]| -> Vec<String> {
            let Json::Object(members) = came else {
                return Vec::new();
            };
            let names = members.iter().map(|(name, _)| name);
            names
                .filter(|name| !known.iter().any(|field| field.name == **name))
                .cloned()
                .collect()
        };
        let mut ignored = unknown(&self.body, body);
        ignored.extend(unknown(&self.query, &operation.query));
        ignored.truncate(20);
        ignored
    }
}

/// A missing content type is let pass, as PHP's own clients send none with a GET; another one is not.
fn content_type(
    request: &RawRequest,
    expected: &'static str,
    fits: impl Fn(&str) -> bool,
) -> Result<(), BadBody> {
    let Some(given) = request.header("content-type") else {
        return Ok(());
    };
    let given = given
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    if fits(&given) {
        Ok(())
    } else {
        Err(BadBody::ContentType { expected })
    }
}

fn json_object(bytes: &[u8], shapes: &[BodyShape]) -> Result<Json, BadBody> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        // Said as "the first required field is missing", which is what providers say.
        return Ok(Json::Object(Vec::new()));
    }
    let json = Json::parse(bytes).map_err(|error| {
        BadBody::Unreadable(format!("The body cannot be read as JSON: {error}."))
    })?;
    let kind = json.kind();
    match json {
        Json::Object(_) if shapes.contains(&BodyShape::Object) => Ok(json),
        Json::List(mut items) if shapes.contains(&BodyShape::OneElementArray) => {
            match items.pop() {
                Some(object @ Json::Object(_)) if items.is_empty() => Ok(object),
                _ => Err(BadBody::Unreadable(
                    "The body is not a list of one object.".to_owned(),
                )),
            }
        }
        _ if shapes.contains(&BodyShape::Object) => Err(BadBody::Unreadable(format!(
            "The body is {kind}, not an object."
        ))),
        _ => Err(BadBody::Unreadable(format!(
            "The body is {kind}, not a list of one object."
        ))),
    }
}

/// Names and texts of a query or a form. A name that comes twice is refused: which one counts is the server's secret.
fn texts(bytes: &[u8]) -> Result<Json, BadBody> {
    let mut members: Vec<(String, Json)> = Vec::new();
    for (name, value) in form_urlencoded::parse(bytes) {
        if members.len() >= 1_000 {
            return Err(BadBody::Unreadable(
                "There are more than 1,000 parameters.".to_owned(),
            ));
        }
        if members.iter().any(|(given, _)| *given == name) {
            return Err(BadBody::Unreadable(
                "A parameter is given twice.".to_owned(),
            ));
        }
        members.push((name.into_owned(), Json::Text(value.into_owned())));
    }
    Ok(Json::Object(members))
}
