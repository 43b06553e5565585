//! Work on all cores, in order, with a bound on what is under way.
//!
//! Each job goes to whichever thread is free. A slot for its answer goes into
//! a queue that has an end, in the order of the jobs: so the answers come out
//! in that order without being sorted, and whoever reads waits while the queue
//! is full. That keeps memory the same for any number of jobs.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;

/// Slots for each thread: enough that one long text does not leave the other
/// threads without work.
const SLOTS: usize = 8;

/// As much as the main thread has on most systems.
const STACK: usize = 8 << 20;

/// Where answers go, in the order of the jobs.
pub trait Sink<A> {
    /// Takes the next answer.
    fn answer(&mut self, answer: A) -> io::Result<()>;

    /// The next answer is not there yet: whoever reads may want those before it.
    fn pause(&mut self) -> io::Result<()>;
}

/// Gives each of `jobs` to `work`, on so many threads, and the answers to `sink`.
///
/// The threads are not waited for where `sink` has had enough: one of them may
/// be reading from somebody who says nothing more.
pub fn run<J, A>(
    threads: usize,
    jobs: impl Iterator<Item = J> + Send + 'static,
    work: impl Fn(J) -> A + Send + Sync + 'static,
    sink: &mut impl Sink<A>,
) -> io::Result<()>
where
    J: Send + 'static,
    A: Send + 'static,
{
    let (queue, slots) = sync_channel::<Receiver<A>>(threads * SLOTS);
    // Never full, for a job enters it only after its slot has found a place.
    let (give, take) = sync_channel::<(J, SyncSender<A>)>(threads * SLOTS + 1);
    let take = Arc::new(Mutex::new(take));
    let work = Arc::new(work);
    for _ in 0..threads {
        let (take, work) = (Arc::clone(&take), Arc::clone(&work));
        Builder::new().stack_size(STACK).spawn(move || {
            while let Ok((job, slot)) = next(&take) {
                // Where nobody takes it, the command is ending.
                let _ = slot.send(work(job));
            }
        })?;
    }
    Builder::new().spawn(move || {
        for job in jobs {
            let (slot, answer) = sync_channel(1);
            if queue.send(answer).is_err() || give.send((job, slot)).is_err() {
                break;
            }
        }
    })?;
    while let Some(slot) = patiently(&slots, sink)? {
        let answer = patiently(&slot, sink)?.ok_or_else(|| io::Error::other("a text was given up"))?;
        sink.answer(answer)?;
    }
    Ok(())
}

fn next<T>(take: &Mutex<Receiver<T>>) -> Result<T, impl Sized> {
    take.lock().unwrap_or_else(PoisonError::into_inner).recv()
}

/// What comes next, with word to `sink` if that is not there yet; `None` at the end.
fn patiently<T, A>(from: &Receiver<T>, sink: &mut impl Sink<A>) -> io::Result<Option<T>> {
    Ok(match from.try_recv() {
        Ok(next) => Some(next),
        Err(TryRecvError::Disconnected) => None,
        Err(TryRecvError::Empty) => {
            sink.pause()?;
            from.recv().ok()
        }
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;

    const THREADS: usize = 3;

    /// How many jobs may be read and not yet answered: those in the queue, one
    /// that waits to enter it, and one whose answer is being taken.
    const BOUND: usize = THREADS * SLOTS + 2;

    #[derive(Default)]
    struct Taken {
        answers: Vec<usize>,
        read: Arc<AtomicUsize>,
        most: usize,
    }

    impl Sink<usize> for Taken {
        fn answer(&mut self, answer: usize) -> io::Result<()> {
            self.most = self.most.max(self.read.load(SeqCst) - self.answers.len());
            self.answers.push(answer);
            Ok(())
        }

        fn pause(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The first job lasts until as many are read as may be: so the bound is
    /// reached, the threads do work at once, and the first is answered first.
    #[test]
    fn answers_keep_their_order_and_jobs_their_bound() {
        let mut taken = Taken::default();
        let read = Arc::clone(&taken.read);
        let (tell, full) = channel();
        let full = Mutex::new(full);
        let jobs = (0..1000).inspect(move |_| {
            // The answer to the first is not being taken yet.
            if read.fetch_add(1, SeqCst) + 1 == BOUND - 1 {
                tell.send(()).expect("somebody waits");
            }
        });
        let work = move |job| {
            if job == 0 {
                full.lock().expect("one waits").recv_timeout(Duration::from_secs(60)).expect("others are read meanwhile");
            }
            job
        };
        run(THREADS, jobs, work, &mut taken).expect("nothing is written");
        assert_eq!(taken.answers, (0..1000).collect::<Vec<_>>());
        assert!(taken.most <= BOUND, "{} were under way", taken.most);
    }

    struct Sated;

    impl Sink<u64> for Sated {
        fn answer(&mut self, _: u64) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn pause(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn endless_jobs_end_when_nobody_takes_the_answers() {
        let end = run(THREADS, 0.., |job| job, &mut Sated);
        assert_eq!(end.map_err(|error| error.kind()), Err(io::ErrorKind::BrokenPipe));
    }
}
