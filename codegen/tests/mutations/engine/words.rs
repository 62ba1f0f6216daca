//! Names, texts, numbers and pieces of YAML that are hard to take.

/// Names of things.
pub const NAMES: &[&str] = &[
    "type", "self", "super", "crate", "async", "gen", "box", "try", "dyn", "final", "union", "mod", "r", "static", "in",
    "none", "some", "ok", "err", "option", "result", "string", "vec", "default", "clone", "debug", "drop", "from", "into",
    "new", "build", "builder", "client", "credentials", "environment", "code", "send", "into_future", "value", "values",
    "object", "runtime", "serde", "fmt", "std", "core", "field", "fields", "inputs", "input", "call", "answer", "error",
    "request", "response", "body", "headers", "test", "live", "main", "lib", "types", "i64", "u8", "str", "bool", "this",
    "options", "items", "name", "path", "at", "key", "token", "message", "status", "reason", "refused", "unknown", "provider",
    "once", "read", "write", "to_wire", "resolve", "confirm", "verify", "parse", "serialize", "display", "reader", "root",
    "1", "0", "3d", "007", "x", "a_1_b", "x1", "ı", "ö_ç", "şğü", "iş", "çağrı_9", "summary", "evidence", "optional",
    "choose", "over", "null", "true", "no", "yes", "y", "test_from_env", "retries", "deadline", "json", "generated_client",
    "vezne_runtime", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];

/// Names that are none.
pub const BAD_NAMES: &[&str] = &[
    "", " ", "a b", "A", "_", "__", "a__b", "_a", "a_", "a-b", "a.b", "é", "日本", "🏦", "a\u{200f}b", "a\u{301}", "\u{feff}a",
    "a\u{0}b", "r#type", "a::b", "a/b", "../x", "a\"b", "a\\b", "a`b", "'a", "Ǆ", "ß", "ﬁ", "\u{2028}", "*", "&a", "!a", "<<",
];

/// Names of types.
pub const TYPES: &[&str] = &[
    "Self", "Option", "Some", "None", "Result", "Ok", "Err", "Box", "String", "Vec", "Default", "Clone", "Debug", "Send",
    "Sync", "From", "Into", "Future", "Hash", "Client", "Builder", "Credentials", "Environment", "Code", "Error", "Call",
    "Test", "Live", "Types", "Answer", "Body", "Value", "Object", "Field", "Fields", "Operation", "Options", "Serialize",
    "3D", "1", "0A", "I64", "U8", "Str", "X", "Çağrı", "İşlemTürü", "Şğ", "Type", "Crate", "Amount", "Currency", "Secret",
    "Card", "CardNumber", "Date", "DateTime", "Url", "Text", "Runtime", "Outcome", "Unknown", "Refused", "Provider",
];

/// Words for a type.
pub const TYPE_WORDS: &[&str] = &[
    "text", "secret", "rotating_secret", "base64_text", "integer", "decimal", "boolean", "date", "datetime", "card_number",
    "card_expiry", "cvv", "currency", "email", "phone", "ip_address", "url", "portion",
];

/// Texts for people.
pub const TEXTS: &[&str] = &[
    "", " ", ".", "\n", "x", "Ends without a stop", "Two. Sentences.", "A `code` word.", "An open ` tick.", "``double`` ticks.",
    "```\ncode\n```", "~~~\nx", "A [link] that leads nowhere.", "A [link](https://x.example/).", "[a]: https://x.example/",
    "[`Option`] and [`Nope::x`].", "See https://docs.example/a?b=c&d=[e].", "<b>bold</b> and <T>.", "Vec<String> of <i64>.",
    "*/ ends a comment /*", "// begins one", "/* opens", "{{ x }} and {% if %}", "{# note #}", "{}", "{0} {name:?}", "#![no_std]",
    "#[cfg(x)]", "# Heading", "## Errors\n\ntext", "- a\n- b", "1. one", "    indented code", "\tindented by a tab", "> quote",
    "a | b | c", "| - |", "---", "***bold***", "_under_ __score__", "a * b * c", "\\", "a \\n b \\", "\"quoted\" 'text'",
    "r#\"raw\"#", "line one\nline two", "line one\r\nline two", "one\n\n\ntwo", "\u{200f}right to left", "\u{202e}override",
    "a\u{2028}b\u{2029}c", "\u{feff}mark", "e\u{301}\u{301}\u{301}", "🏦💳👩‍👩‍👧", "a\u{0}b", "a\u{1}b", "a\u{7f}b\u{85}c", "İıŞşĞğ",
    "$crate::x!", "&amp; &lt; &#0;", "<!-- x", "%s %n", "!", "?", "…", "http://", "www.example.com", "a@b.example", "1", "null", "true",
    "The `code`s.", "[x]", "![image](x)", "[[x]]", "(a", "a)", "`", "``", "[", "]", "<", ">", "a  b", " leading", "trailing ",
];

/// Values of fields and codes.
pub const VALUES: &[&str] = &[
    "", " ", "0", "00", "-1", "1.0", "1.10", "1e3", "null", "true", "\"", "\\", "'", "a b", "a\"b", "a\\b", "{", "}", "{{code}}",
    "{{signature}}", "{{x}}", "[]", "ş", "🏦", "\u{202e}x", "a\u{2028}b", "a\u{0}b", "line\nline", "*", "a/b", "a.b", "..", "x.y.z", "a?b=c&d",
    "%00", "a#b", "http", "content", "Content-Type", "x-y", "X_Y", "host", "Authorization", "r#\"x\"#", "*/", "// x", "$", "𝕏",
];

/// Numbers at their limits, and what looks like one.
pub const NUMBERS: &[&str] = &[
    "0", "1", "-1", "-0", "00", "007", "2", "4", "100", "99", "599", "600", "127", "128", "255", "256", "32768", "65536",
    "2147483647", "2147483648", "4294967295", "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
    "79228162514264337593543950335", "79228162514264337593543950336", "0.01", "0.1", "0.10", "1.0", "-0.5", ".5", "5.", "1e5",
    "1e400", "0.0000000000000000000000000001", "0.00000000000000000000000000001", "1_000", "0x10", "+1", "NaN", "inf", "١٢",
    "2h", "0s", "0h", "4294967295h", "4294967296h", "1d", "31536000s",
];

/// Patterns.
pub const PATTERNS: &[&str] = &[
    "", ".", "^$", "[", "(", "(a", "a{", "a{1000}", "(a{100}){100}", "((a{100}){100}){100}", "(a*)*b", "\\d+", "\\p{L}", "(?i)x", "(?=x)", "\\1", "\"#",
    "[^\"]+", "a|b|", "\u{202e}", "(?x) a # b", "\\", "[a-", "[z-a]", "^[0-9]{1,4294967295}$", "((((((((((a))))))))))",
];

/// Bodies of examples.
pub const BODIES: &[&str] = &[
    "", " ", "{", "{}", "[]", "null", "0", "\"\"", "true", "1e999", "{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800\"}", "[[[[[[[[[[1]]]]]]]]]]", "<html>",
    "<html><body>\"x\"</body></html>", "{{signature}}", "{\"x\": {{code}}}", "a=b&c=d", "a=%ff&=&&", "{\"status_code\": 100}", "{\"data\": {}}",
    "\u{feff}{}", "{} {}", "{\"a\": 9223372036854775808}", "{\"\\u0000\": 1}", "r#\"x\"#", "\"#", "\"##", "{\"a\": 0.10}", "{\"\": \"\"}", "// x", "{\"a\":1e5}",
];

/// Pieces of YAML, to put anywhere.
pub const PIECES: &[&str] = &[
    "\t", "\n", "\r", "\r\n", " ", "  ", ":", ": ", "- ", "? ", "#", " #", "[", "]", "{", "}", ",", "&a ", "*a", "!t ", "!!str ", "|", ">", "|-\n", ">+9\n",
    "'", "\"", "`", "@", "%", "%YAML 1.2\n---\n", "\n---\n", "\n...\n", "<<: *a", "~", "null", "\\", "\u{feff}", "\u{0}", "\u{1}", "\u{7f}", "\u{85}",
    "\u{2028}", "\u{2029}", "\u{200f}", "\u{202e}", "\u{301}", "🏦", "ı", "\u{fffe}", "=", "\"\\x", "\"\\ud800\"", "[[[[[[[[", "{a: {a: {a: ", "a: b: c",
    "\n  - ", "\n\t- ", "? [a]\n: b\n",
];
