//! Errors as inspection shows them: their `stack`, whose first line is brought into line with what the object is now.

use super::inspector::Inspector;
use super::title::Title;
use yarrow_objects::rooted::{Object, PropertyKey, Scope};
use yarrow_objects::{CellKind, JsResult};

/// What a frame's line begins with.
const FRAME: &str = "\n    at";
/// Frames that an error has in common with its cause are left out where there are more of them than this.
const SHARED: usize = 3;

/// Whether an object is shown as an error: one by its kind, or by its prototypes.
pub(super) fn is_error(ctx: &mut Scope<'_>, o: Object<'_>) -> bool {
    let prototype = ctx.intrinsics.error_prototype;
    o.is(CellKind::Error) || super::title::has_in_chain(ctx, o, prototype)
}

/// `stack`, or what Error.prototype.toString returns where there is none.
fn stack_text(ctx: &mut Scope<'_>, o: Object<'_>) -> JsResult<String> {
    let ctx = &mut ctx.inner();
    let key = ctx.names.stack;
    let stack = ctx.get(o, key)?;
    let text = if ctx.to_boolean(stack) { ctx.to_string(stack)? } else { ctx.error_text(o)? };
    Ok(text.to_rust())
}

impl Inspector<'_> {
    /// The text of an error without its properties. Takes from the list of keys what the text says, and adds to it what an
    /// error is shown with though it is hidden.
    pub(super) fn error_base<'s>(
        &mut self,
        ctx: &mut Scope<'s>,
        o: Object<'_>,
        title: &Title,
        keys: &mut Vec<PropertyKey<'s>>,
    ) -> JsResult<String> {
        let (name_key, message_key, stack_key) = (ctx.names.name, ctx.names.message, ctx.names.stack);
        let name = match ctx.get(o, name_key)? {
            name if name.is_nullish() => "Error".to_owned(),
            name => ctx.to_string(name)?.to_rust(),
        };
        let stack = stack_text(ctx, o)?;
        if !self.options.hidden {
            for key in [name_key, message_key, stack_key] {
                if keys.contains(&key.into()) {
                    let value = ctx.get(o, key)?;
                    let text = ctx.to_string(value)?.to_rust();
                    if stack.contains(&text) {
                        keys.retain(|k| *k != key.into());
                    }
                }
            }
        }
        let (cause, errors) = (ctx.names.cause.into(), ctx.names.errors.into());
        let has_cause = ctx.has_property(o, cause)?;
        let has_errors = match ctx.get(o, errors)? {
            list if list.is_object() => ctx.is_array(list)?,
            _ => false,
        };
        for (key, wanted) in [(cause, has_cause), (errors, has_errors)] {
            if wanted && !keys.contains(&key) {
                keys.push(key);
            }
        }
        let message = ctx.get(o, message_key)?;
        let message = if message.is_symbol() { String::new() } else { ctx.to_string(message)?.to_rust() };
        let mut stack = improve_stack(stack, &name, title);
        let from = stack.find(&message).map_or(0, |i| i + message.len());
        match stack[from..].find(FRAME) {
            None => stack = format!("[{stack}]"),
            Some(at) if has_cause => {
                let cause = ctx.get(o, cause)?;
                if let Some(cause) = cause.as_object()
                    && is_error(ctx, cause)
                {
                    let head = from + at + 1;
                    let frames = without_shared(&stack[head..], &stack_text(ctx, cause)?);
                    stack.truncate(head);
                    stack.push_str(&frames);
                }
            }
            Some(_) => {}
        }
        if self.indentation > 0 {
            stack = stack.replace('\n', &format!("\n{}", " ".repeat(self.indentation)));
        }
        Ok(stack)
    }
}

/// The lines of an error's frames, the first stretch of those that its cause has too cut out between its ends.
fn without_shared(frames: &str, cause: &str) -> String {
    let lines: Vec<&str> = frames.split('\n').collect();
    let Some(start) = cause.find(FRAME) else { return frames.to_owned() };
    let others: Vec<&str> = cause[start + 1..].split('\n').collect();
    for from in 0..lines.len() {
        let Some(same) = others.iter().position(|line| *line == lines[from]) else { continue };
        let length = lines[from..].iter().zip(&others[same..]).take_while(|(a, b)| a == b).count();
        if length > SHARED {
            let note = format!("    ... {} lines matching cause stack trace ...", length - 2);
            let (before, after) = (&lines[..=from], &lines[from + length - 1..]);
            return [before, &[note.as_str()], after].concat().join("\n");
        }
    }
    frames.to_owned()
}

/// The name that a stack begins with, as errors have them: a capital letter, then words, up to a colon or the first frame.
fn head_name(stack: &str) -> Option<&str> {
    let in_name = |c: char| c.is_ascii_alphanumeric() || "_ []()-".contains(c);
    let end = stack.find(|c| !in_name(c)).unwrap_or(stack.len());
    let (name, rest) = stack.split_at(end);
    let frame = rest.starts_with('\n') && rest.trim_start().starts_with("at");
    let named = stack.starts_with(|c: char| c.is_ascii_uppercase()) && end > 1 && (rest.starts_with(':') || frame);
    let bare = rest.is_empty() && name.ends_with("Error") && !name.contains([' ', '[', ']', '(', ')']);
    (named || bare).then_some(name)
}

/// Puts the class of the object into the first line of its stack, where that begins with a name as errors have them.
fn improve_stack(stack: String, name: &str, title: &Title) -> String {
    let begins = stack.strip_prefix(name).is_some_and(|r| r.is_empty() || r.starts_with([':', '\n']));
    if title.constructor.is_some() && !(name.ends_with("Error") && begins) {
        return stack;
    }
    let (old, fallback) = match title.constructor {
        Some(_) => (name, "Error"),
        None => head_name(&stack).map_or(("", "Error"), |n| (n, n)),
    };
    let prefix = title.prefix(fallback, "");
    let prefix = prefix.trim_end();
    if prefix == name {
        return stack;
    }
    let rest = &stack[old.len()..];
    if !prefix.contains(name) {
        format!("{prefix} [{name}]{rest}")
    } else if old.is_empty() {
        format!("{prefix}: {rest}")
    } else {
        format!("{prefix}{rest}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_shared_with_the_cause_are_counted() {
        let frames = |names: &str| names.chars().map(|c| format!("    at {c}")).collect::<Vec<_>>().join("\n");
        let cut = |a: &str, b: &str| without_shared(&frames(a), &format!("Error\n{}", frames(b)));
        assert_eq!(cut("abcd", "qbcd"), frames("abcd"));
        let note = "    ... 2 lines matching cause stack trace ...";
        assert_eq!(cut("abcde", "qbcdez"), format!("{}\n{note}\n{}", frames("ab"), frames("e")));
        assert_eq!(cut("bbbbbb", "bbbb"), format!("{}\n{note}\n{}", frames("b"), frames("bbb")));
        assert_eq!(cut("", ""), frames(""));
    }

    #[test]
    fn stacks_begin_with_names() {
        for (stack, name) in [
            ("Error: x", Some("Error")),
            ("TypeError [CODE]: x", Some("TypeError [CODE]")),
            ("MyError", Some("MyError")),
            ("Odd\n    at f", Some("Odd")),
            ("Odd", None),
            ("my stack\n    at f", None),
            ("", None),
        ] {
            assert_eq!(head_name(stack), name, "{stack}");
        }
    }
}
