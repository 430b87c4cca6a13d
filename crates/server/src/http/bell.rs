//! News for the browsers that wait for them.
//!
//! A request names the state that the browser has and is kept open until there is another: no news is ever missed, and there
//! is no stream to end.

use std::{sync::Arc, time::Duration};

use tokio::sync::watch;

use super::Reply;

/// How long a request for news is kept open.
const HOLD: Duration = Duration::from_secs(25);

/// Wakes all browsers that wait for news. Everything that changes has a number.
#[derive(Clone, Debug)]
pub struct Bell(Arc<watch::Sender<u64>>);

impl Default for Bell {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }
}

impl Bell {
    /// Tells that the state of this number is there.
    pub fn ring(&self, number: u64) {
        self.0.send_replace(number);
    }

    /// Waits until there is another state than the one that the browser has.
    pub(super) async fn news(&self, since: Option<u64>) -> Reply {
        let mut bell = self.0.subscribe();
        let wait = bell.wait_for(|number| Some(*number) != since);
        let number = match tokio::time::timeout(HOLD, wait).await {
            Ok(Ok(number)) => Some(*number),
            _ => None,
        };
        match number {
            Some(number) => Reply {
                status: 200,
                kind: "application/json",
                body: format!("{{\"number\":{number}}}").into_bytes(),
                ..Reply::default()
            },
            None => Reply { status: 204, ..Reply::default() },
        }
    }
}
