//! A server of static files for this machine alone, for trying the page.

use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use crate::{build, tools};

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
    answer_all(listener, root, || println!("serving www/ on http://{address}/"))
}

/// Answers what comes to `listener` from the files below `root`, for ever;
/// calls `ready` before the first.
fn answer_all(listener: TcpListener, root: PathBuf, ready: impl FnOnce()) -> Result<()> {
    listener.set_nonblocking(true)?;
    let app = Router::new().fallback(move |method: Method, uri: Uri| async move { answer(&method, uri.path(), &root) });
    // A task for each connection: browsers open several, and leave some idle.
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        ready();
        Ok(axum::serve(listener, app).await?)
    })
}

fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!("port {port} is in use; choose another with --port N"),
        _ => anyhow!("cannot listen on port {port}: {error}"),
    })
}

/// The answer to one request.
fn answer(method: &Method, path: &str, root: &Path) -> Response {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n").into_response();
    }
    match find(root, path).and_then(|path| Some((mime(&path), fs::read(&path).ok()?))) {
        // Never from the browser's cache: the files change with every build.
        Some((mime, bytes)) => ([(CONTENT_TYPE, mime), (CACHE_CONTROL, "no-cache")], bytes).into_response(),
        None => missing(root),
    }
}

/// The answer where there is no such file, as most hosts give it: a page for that, if there is one.
fn missing(root: &Path) -> Response {
    match fs::read(root.join("404.html")) {
        Ok(page) => (StatusCode::NOT_FOUND, [(CONTENT_TYPE, mime(Path::new("404.html")))], page).into_response(),
        Err(_) => (StatusCode::NOT_FOUND, "not found\n").into_response(),
    }
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
    fn where_nothing_is_stands_a_page() {
        let answer = answer(&Method::GET, "/a/b", &tools::root().join("www"));
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(answer.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
    }

    #[test]
    fn idle_connections_hold_up_no_answer() {
        use std::io::{Read, Write};
        use std::net::TcpStream;
        use std::time::Duration;
        let listener = listen(0).expect("a free port");
        let address = listener.local_addr().expect("an address");
        std::thread::spawn(move || answer_all(listener, xtask(), || {}));
        let connect = || TcpStream::connect(address).expect("a connection");
        let idle: Vec<TcpStream> = (0..32).map(|_| connect()).collect();
        let mut asking = connect();
        asking.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
        asking.write_all(b"GET /Cargo.toml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("a request");
        let mut answer = String::new();
        asking.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains("name = \"xtask\""), "{answer}");
        drop(idle);
    }

    #[test]
    fn browsers_get_the_types_they_insist_on() {
        assert_eq!(mime(Path::new("a/core_bg.wasm")), "application/wasm");
        assert_eq!(mime(Path::new("a/index.js")), "text/javascript; charset=utf-8");
    }
}
