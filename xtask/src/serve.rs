//! A server of static files for this machine alone, for trying the page.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server};

use crate::{build, tools};

/// A browser asks for several files at once, and one slow answer must not hold up the others.
const WORKERS: usize = 4;

#[derive(clap::Args)]
pub struct Arguments {
    /// The port to listen on; 0 takes any that is free
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// Builds, then serves `www/` until it is stopped.
pub fn run(arguments: &Arguments) -> Result<()> {
    // Asked before the build, which takes a while.
    drop(listen(arguments.port)?);
    build::build()?;
    let root = tools::root().join("www").canonicalize().context("cannot find www/")?;
    let listener = listen(arguments.port)?;
    let address = listener.local_addr()?;
    let server = Arc::new(Server::from_listener(listener, None).map_err(|error| anyhow!("cannot serve: {error}"))?);
    println!("serving www/ on http://{address}/");
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (server, root) = (Arc::clone(&server), root.clone());
            thread::spawn(move || server.incoming_requests().for_each(|request| answer(request, &root)))
        })
        .collect();
    for worker in workers {
        let _ = worker.join();
    }
    Ok(())
}

fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!("port {port} is in use; choose another with --port N"),
        _ => anyhow!("cannot listen on port {port}: {error}"),
    })
}

/// Answers one request. A client that goes away before its answer is no failure of ours.
fn answer(request: Request, root: &Path) {
    if !matches!(request.method(), Method::Get | Method::Head) {
        let _ = request.respond(Response::from_string("only GET and HEAD\n").with_status_code(405));
        return;
    }
    let found = find(root, request.url()).and_then(|path| Some((File::open(&path).ok()?, mime(&path))));
    let _ = match found {
        Some((file, mime)) => request.respond(
            // Never from the browser's cache: the files change with every build.
            Response::from_file(file).with_header(header("Content-Type", mime)).with_header(header("Cache-Control", "no-cache")),
        ),
        None => request.respond(Response::from_string("not found\n").with_status_code(404)),
    };
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("the names and values are plain ASCII")
}

/// The file below `root` that `url` asks for. A directory's is its
/// `index.html`, by its name with a slash alone: relative links need it.
fn find(root: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = decoded(path.trim_start_matches('/'))?;
    // `..` and absolute paths are refused here, symbolic links that lead out below.
    if !Path::new(&path).components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let mut file = root.join(&path);
    if path.is_empty() || path.ends_with('/') {
        file.push("index.html");
    }
    let file = fs::canonicalize(file).ok()?;
    (file.starts_with(root) && file.is_file()).then_some(file)
}

/// `path` with its `%xx` decoded.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

/// The media type of a file, by its name.
fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The project's own `xtask/`, which has known files.
    fn xtask() -> PathBuf {
        tools::root().join("xtask").canonicalize().expect("this crate's directory")
    }

    #[test]
    fn files_are_found_below_the_root() {
        let root = xtask();
        assert_eq!(find(&root, "/Cargo.toml?x=1#y"), Some(root.join("Cargo.toml")));
        assert_eq!(find(&root, "/src/serv%65.rs"), Some(root.join("src/serve.rs")));
    }

    #[test]
    fn nothing_is_found_above_the_root() {
        let root = xtask();
        for url in [
            "/../Cargo.toml",
            "/src/../../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/src",
            "/%",
            "/%zz",
            "/Cargo.toml%00",
            "/missing",
        ] {
            assert_eq!(find(&root, url), None, "{url}");
        }
    }

    #[test]
    fn browsers_get_the_types_they_insist_on() {
        assert_eq!(mime(Path::new("a/core_bg.wasm")), "application/wasm");
        assert_eq!(mime(Path::new("a/index.js")), "text/javascript; charset=utf-8");
    }
}
