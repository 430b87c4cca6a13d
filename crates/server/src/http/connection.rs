//! A TCP listener with limits: on the number of connections, on how long a request may take to come, and on how long one may be
//! idle. Whoever only keeps a line open gives way to whoever asks something.

use std::{
    future::Future,
    io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU8, AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::serve::Listener;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::Notify,
    time::{Instant, Sleep, sleep},
};

/// The most connections at the same time; a browser opens six.
const MOST: usize = 128;

/// The most connections of one other computer.
const MOST_OF_ONE: usize = 24;

/// How long the head of a request may take to come: a browser sends it at once.
const HEAD: Duration = Duration::from_secs(5);

/// How long a connection may be without a response, once there is a request: longer than the longest response takes. Also how
/// long one may be idle.
const PATIENCE: Duration = Duration::from_secs(60);

/// The end of a request's head.
const END: &[u8] = b"\r\n\r\n";

/// A TCP listener that limits its connections.
pub struct LimitedListener {
    listener: TcpListener,
    seats: Seats,
}

/// The connections that are open, the oldest first.
type Seats = Arc<Mutex<Vec<Arc<Seat>>>>;

/// The facts about a connection that cost no reading from it.
struct Seat {
    from: IpAddr,
    state: AtomicU8,
    opened: Instant,
    /// When it came into this state, in milliseconds since it was opened.
    since: AtomicU64,
    /// Woken when the connection has to go.
    leave: Notify,
}

/// The states of a connection, the first to go first.
const LEAVING: u8 = 0;
const SILENT: u8 = 1;
const IDLE: u8 = 2;
const BUSY: u8 = 3;

impl Seat {
    fn new(from: IpAddr) -> Self {
        let (state, since) = (AtomicU8::new(SILENT), AtomicU64::new(0));
        Self { from, state, opened: Instant::now(), since, leave: Notify::new() }
    }

    fn state(&self) -> u8 {
        self.state.load(Ordering::Relaxed)
    }

    /// How long it has been in this state.
    fn age(&self) -> Duration {
        let since = Duration::from_millis(self.since.load(Ordering::Relaxed));
        self.opened.elapsed().saturating_sub(since)
    }

    /// From now on it is in this state; one that has to go stays so.
    fn set(&self, state: u8) {
        let change = |old| (old != LEAVING).then_some(state);
        let _ = self.state.fetch_update(Ordering::Relaxed, Ordering::Relaxed, change);
        let since = u64::try_from(self.opened.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.since.store(since, Ordering::Relaxed);
    }
}

impl LimitedListener {
    /// Limits this listener.
    pub fn new(listener: TcpListener) -> Self {
        Self { listener, seats: Seats::default() }
    }
}

impl Listener for LimitedListener {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        loop {
            let (stream, address) = Listener::accept(&mut self.listener).await;
            let seat = loop {
                match seat(&self.seats, address.ip()) {
                    Place::Free(seat) => break Some(seat),
                    Place::Refused => break None,
                    // All are being answered, which takes moments.
                    Place::Later => sleep(Duration::from_millis(10)).await,
                }
            };
            // Without a place the stream is closed, and the next is asked in.
            let Some(seat) = seat else { continue };
            // Small responses are sent at once. Failure only means a little delay.
            let _ = stream.set_nodelay(true);
            return (Connection::new(stream, seat, self.seats.clone()), address);
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// Whether there is a place for a new connection.
enum Place {
    Free(Arc<Seat>),
    /// Soon.
    Later,
    /// Another computer has its share, or would drive out this one.
    Refused,
}

/// A place for a new connection: when all are taken, the oldest that only waits has to go, those of other computers before those
/// of this one.
fn seat(seats: &Seats, from: IpAddr) -> Place {
    let mut all = seats.lock().unwrap_or_else(PoisonError::into_inner);
    let is_own = |from: IpAddr| from.to_canonical().is_loopback();
    let waits = |seat: &&Arc<Seat>| seat.state() < BUSY || seat.age() > HEAD;
    let there: Vec<&Arc<Seat>> = all.iter().filter(|seat| seat.state() != LEAVING).collect();
    let same = || there.iter().copied().filter(|seat| seat.from == from);
    let strange = || there.iter().copied().filter(|seat| !is_own(seat.from));
    if !is_own(from) && same().count() >= MOST_OF_ONE {
        if !dismiss(same().filter(waits)) {
            return Place::Refused;
        }
    } else if there.len() >= MOST && !dismiss(strange().filter(waits)) {
        if !is_own(from) {
            return Place::Refused;
        }
        if !dismiss(strange()) && !dismiss(there.iter().copied().filter(waits)) {
            return Place::Later;
        }
    }
    let seat = Arc::new(Seat::new(from));
    all.push(seat.clone());
    Place::Free(seat)
}

/// Sends away the one of these connections that is least of use, the oldest first; whether there was one.
fn dismiss<'a>(seats: impl Iterator<Item = &'a Arc<Seat>>) -> bool {
    let Some(seat) = seats.min_by_key(|seat| seat.state()) else { return false };
    seat.set(LEAVING);
    seat.leave.notify_one();
    true
}

/// A connection that is closed when its request does not come, when nothing is written to it for long, or when its place is
/// needed.
pub struct Connection {
    stream: TcpStream,
    left: Pin<Box<Sleep>>,
    leave: Pin<Box<dyn Future<Output = ()> + Send>>,
    seat: Arc<Seat>,
    seats: Seats,
    /// How many signs of the end of a head were just read.
    ended: usize,
}

impl Connection {
    fn new(stream: TcpStream, seat: Arc<Seat>, seats: Seats) -> Self {
        let own = seat.clone();
        let leave = Box::pin(async move { own.leave.notified().await });
        Self { stream, left: Box::pin(sleep(HEAD)), leave, seat, seats, ended: 0 }
    }

    fn check<T>(&mut self, poll: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        // Once it has to go, the future that said so has ended.
        let leaves = self.seat.state() == LEAVING || self.leave.as_mut().poll(context).is_ready();
        if leaves || self.left.as_mut().poll(context).is_ready() {
            self.seat.set(LEAVING);
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        poll
    }

    /// From now on it is in this state, and may stay so for this long.
    fn becomes(&mut self, state: u8, patience: Duration) {
        self.seat.set(state);
        self.left.as_mut().reset(Instant::now() + patience);
    }

    /// Something was written. After "100 Continue" the request goes on.
    fn wrote(&mut self, bytes: &[u8]) {
        let state = if bytes.starts_with(b"HTTP/1.1 100") { BUSY } else { IDLE };
        self.becomes(state, PATIENCE);
    }

    /// Looks at what was read: a request begins after idleness, and its head ends.
    fn read(&mut self, bytes: &[u8]) {
        let state = self.seat.state();
        if bytes.is_empty() || state == BUSY {
            return;
        }
        if state == IDLE {
            self.becomes(SILENT, HEAD);
        }
        for byte in bytes {
            self.ended = match END.get(self.ended) {
                Some(wanted) if wanted == byte => self.ended + 1,
                _ => usize::from(*byte == b'\r'),
            };
            if self.ended == END.len() {
                self.ended = 0;
                self.becomes(BUSY, PATIENCE);
                return;
            }
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        seats.retain(|seat| !Arc::ptr_eq(seat, &self.seat));
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let poll = Pin::new(&mut self.stream).poll_read(context, into);
        if let Poll::Ready(Ok(())) = &poll {
            self.read(into.filled().get(before..).unwrap_or_default());
        }
        self.check(poll, context)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.stream).poll_write(context, bytes);
        if matches!(poll, Poll::Ready(Ok(_))) {
            self.wrote(bytes);
        }
        self.check(poll, context)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        if matches!(poll, Poll::Ready(Ok(_))) {
            self.wrote(bytes.first().map_or(&[][..], |first| first));
        }
        self.check(poll, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn stranger(number: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, number])
    }

    fn taken(seats: &Seats, from: IpAddr) -> Option<Arc<Seat>> {
        match seat(seats, from) {
            Place::Free(seat) => Some(seat),
            Place::Later | Place::Refused => None,
        }
    }

    fn there(seats: &Seats, from: IpAddr) -> usize {
        let all = seats.lock().expect("nobody panics");
        all.iter().filter(|seat| seat.from == from && seat.state() != LEAVING).count()
    }

    #[test]
    fn whoever_only_waits_gives_way() {
        let seats = Seats::default();
        for _ in 0..1_000 {
            assert!(taken(&seats, OWN).is_some(), "there is always a place");
        }
        assert_eq!(there(&seats, OWN), MOST);
        // One that is being answered stays, however many come after it.
        let busy = taken(&seats, OWN).expect("a place");
        busy.set(BUSY);
        for _ in 0..1_000 {
            taken(&seats, OWN).expect("a place");
        }
        assert_eq!(busy.state(), BUSY);
    }

    #[test]
    fn other_computers_have_a_share_and_never_drive_out_this_one() {
        let seats = Seats::default();
        for _ in 0..200 {
            taken(&seats, stranger(1)).expect("the oldest of the same gives way");
        }
        assert_eq!(there(&seats, stranger(1)), MOST_OF_ONE);
        let own: Vec<_> = (0..100).map(|_| taken(&seats, OWN).expect("a place")).collect();
        for number in 0..=255 {
            taken(&seats, stranger(number));
        }
        assert!(own.iter().all(|seat| seat.state() != LEAVING));
        for seat in seats.lock().expect("nobody panics").iter() {
            seat.set(BUSY);
        }
        assert!(taken(&seats, stranger(3)).is_none(), "all are being answered");
        assert!(taken(&seats, OWN).is_some(), "the owner's own come first");
        assert!(own.iter().all(|seat| seat.state() == BUSY));
        let full = Seats::default();
        for _ in 0..MOST {
            taken(&full, OWN).expect("a place").set(BUSY);
        }
        assert!(matches!(seat(&full, OWN), Place::Later), "nobody is thrown out in the middle of an answer");
    }
}
