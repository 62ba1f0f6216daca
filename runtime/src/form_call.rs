//! A form for the shopper's browser, before it is filled.

use std::fmt::{self, Debug};

use crate::{BrowserForm, Client, FormOperation, NotSent, Request};

/// A browser form with its inputs, not written yet.
#[must_use = "a form does nothing until it is built and served to the shopper"]
pub struct FormCall<O: FormOperation> {
    client: Client<O::Provider>,
    operation: O,
    options: O::Options,
}

impl<O: FormOperation> FormCall<O> {
    /// A form of an operation.
    pub fn new(client: &Client<O::Provider>, operation: O) -> Self {
        Self {
            client: client.clone(),
            operation,
            options: O::Options::default(),
        }
    }

    /// The optional inputs.
    pub fn options_mut(&mut self) -> &mut O::Options {
        &mut self.options
    }

    /// Writes the form: where it is sent and what with. Nothing is sent by us.
    ///
    /// # Errors
    /// An input breaks its documented rule, or a credential is missing.
    pub fn build(self) -> Result<BrowserForm, NotSent> {
        let route = self.client.core().route(O::INFO)?;
        let mut request = Request::new();
        self.operation
            .write(&self.options, &self.client.context(), &mut request)?;
        let request = request.finish()?;
        // The same rules for its path as for what we send ourselves.
        route.address().join(request.target())?;
        Ok(request.into_browser_form(&route.address().to_string())?)
    }
}

impl<O: FormOperation> Debug for FormCall<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FormCall({})", O::INFO)
    }
}
