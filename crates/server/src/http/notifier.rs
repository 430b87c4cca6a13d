//! Notifies browsers of changes by long polling.
//!
//! A request names the snapshot that the browser has, and is kept open until there is another: no change is missed, and there
//! is no stream to close on Ctrl-C.

use std::{sync::Arc, time::Duration};

use tokio::sync::watch;

use super::message::Reply;

/// How long a request is kept open; then the browser asks again.
const HOLD: Duration = Duration::from_secs(25);

/// Tells waiting browsers the number of the newest snapshot.
#[derive(Clone, Debug)]
pub struct ChangeNotifier(Arc<watch::Sender<u64>>);

impl Default for ChangeNotifier {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }
}

impl ChangeNotifier {
    /// Announces the snapshot of this number.
    pub fn ring(&self, number: u64) {
        self.0.send_replace(number);
    }

    /// Waits until there is another snapshot than the browser's, or until the time is over.
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
