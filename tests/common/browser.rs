//! Looking at a page in Chromium, without a window.

use super::common::run;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub const MISSING: &str = "no browser: install Chromium (on Debian the package `chromium`: .ci/install-deps test), or name one in YARROW_BROWSER";

/// The colours that the reader prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

/// A page as it is shown.
pub struct Seen {
    pub scroll_width: u32,
    pub height: u32,
    /// Does the page hear that dark is preferred?
    pub dark: bool,
    pixels: Vec<[u8; 3]>,
}

impl Seen {
    /// 0 to 255, by the weights of Rec. 709.
    pub fn mean_luminance(&self) -> f64 {
        let luminance = |p: &[u8; 3]| 0.2126 * f64::from(p[0]) + 0.7152 * f64::from(p[1]) + 0.0722 * f64::from(p[2]);
        let sum: f64 = self.pixels.iter().map(luminance).sum();
        sum / f64::from(u32::try_from(self.pixels.len()).expect("a screenshot"))
    }

    /// Pixels of this very colour.
    pub fn count(&self, colour: [u8; 3]) -> usize {
        self.pixels.iter().filter(|p| **p == colour).count()
    }
}

/// `YARROW_BROWSER`, or Chromium or one of its kin on PATH.
pub fn find() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("YARROW_BROWSER") {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path).flat_map(|dir| names.map(|name| dir.join(name))).find(|file| file.is_file())
}

/// Rows of pixels that are looked at.
const HEIGHT: u32 = 1400;

/// Shows the page in a frame of this width: windows cannot be narrow enough.
pub fn look_at(page: &str, scheme: Scheme, width: u32) -> Seen {
    let browser = find().unwrap_or_else(|| panic!("{MISSING}"));
    let dir = tempfile::tempdir().expect("a temporary folder");
    let file = dir.path().join("frame.html");
    let escaped = page.replace('&', "&amp;").replace('"', "&quot;");
    let frame = format!(
        "<!doctype html><meta charset=utf-8><style>:root {{ color-scheme: light dark }} html, body {{ margin: 0 }} \
         iframe {{ border: 0; display: block; width: {width}px; height: {HEIGHT}px }}</style>\
         <iframe srcdoc=\"{escaped}\"></iframe>\
         <script>\nconst frame = document.querySelector('iframe');\nframe.onload = () => {{\n\
         const root = frame.contentDocument.documentElement;\n\
         const dark = frame.contentWindow.matchMedia('(prefers-color-scheme: dark)').matches;\n\
         document.body.id = `seen ${{root.scrollWidth}} ${{root.scrollHeight}} ${{dark}} `;\n}};\n</script>"
    );
    std::fs::write(&file, frame).expect("the file can be written");
    let picture = dir.path().join("picture.png");
    let number = match scheme {
        Scheme::Dark => 0,
        Scheme::Light => 1,
    };
    let mut command = Command::new(&browser);
    command
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args([
            "--force-device-scale-factor=1",
            "--force-color-profile=srgb",
            "--virtual-time-budget=5000",
            "--dump-dom",
        ])
        .arg(format!("--blink-settings=preferredColorScheme={number}"))
        .arg(format!("--window-size={},{HEIGHT}", width.max(500)))
        .arg(option("--user-data-dir", &dir.path().join("profile")))
        .arg(option("--screenshot", &picture))
        .arg(option("file://", &file).to_string_lossy().replace("file://=", "file://"));
    let answer = run(&mut command, Duration::from_secs(120)).unwrap_or_else(|e| panic!("{}: {e}", browser.display()));
    let seen = answer.stdout.split("id=\"seen ").nth(1).unwrap_or_else(|| {
        panic!("{} shows nothing (exit code {:?}): {}", browser.display(), answer.code, answer.stderr)
    });
    let mut words = seen.split(' ');
    let mut word = || words.next().expect("four words");
    let mut size = || word().parse().expect("a number");
    let (scroll_width, height) = (size(), size());
    let dark = word() == "true";
    Seen { scroll_width, height, dark, pixels: pixels(&picture, width) }
}

fn option(name: &str, value: &Path) -> std::ffi::OsString {
    let mut text = std::ffi::OsString::from(format!("{name}="));
    text.push(value);
    text
}

/// Of the left part of a picture, so wide.
fn pixels(picture: &Path, width: u32) -> Vec<[u8; 3]> {
    let file = std::fs::File::open(picture).expect("the browser makes a picture");
    let mut decoder = png::Decoder::new(std::io::BufReader::new(file));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().expect("a PNG file");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a picture of bearable size")];
    let info = reader.next_frame(&mut bytes).expect("a whole PNG file");
    let samples = info.color_type.samples();
    assert!(samples >= 3, "a coloured picture");
    bytes[..info.buffer_size()]
        .chunks_exact(info.line_size)
        .flat_map(|line| line.chunks_exact(samples).take(width as usize))
        .map(|p| [p[0], p[1], p[2]])
        .collect()
}
