//! Which files of a crate use which others, read from the sources: the modules, what each defines and imports, and
//! the paths in the code.
//!
//! A name counts where it is defined: a path through a re-export leads to the file behind it, and a re-export that the
//! file itself makes no use of ties it to nothing. Methods are not followed to their `impl`, only to the type. Tests
//! within the sources do not count.

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use syn::{Attribute, Item, UseTree, Visibility};

/// A name of a module that stands for a path.
struct Import {
    path: Vec<String>,
    /// Handed on to others, not (only) for the module itself.
    public: bool,
}

#[derive(Default)]
struct Module {
    file: PathBuf,
    parent: Option<usize>,
    children: HashMap<String, usize>,
    defined: HashSet<String>,
    imports: HashMap<String, Import>,
    globs: Vec<Vec<String>>,
    /// What the code names: paths of one segment and more.
    paths: BTreeSet<Vec<String>>,
}

/// The files of a crate, by number, and the names that tie one to another.
pub struct Files {
    modules: Vec<Module>,
}

/// A circle: its files, and what ties each to which of the others.
#[derive(Debug)]
pub struct Circle {
    pub ties: Vec<(PathBuf, PathBuf, Vec<String>)>,
}

impl Files {
    /// Reads the crate whose root is this file; `source` gives the text of a file.
    pub fn read(root: &Path, source: &dyn Fn(&Path) -> Option<String>) -> Files {
        let mut files = Files { modules: Vec::new() };
        let text = source(root).unwrap_or_else(|| panic!("there is no {}", root.display()));
        let folder = root.parent().expect("a file is in a folder").to_owned();
        files.read_file(root.to_owned(), &folder, &text, None, source);
        files
    }

    /// A file as a module whose children's files are in `folder`.
    fn read_file(
        &mut self,
        file: PathBuf,
        folder: &Path,
        text: &str,
        parent: Option<usize>,
        source: &dyn Fn(&Path) -> Option<String>,
    ) -> usize {
        let syntax = syn::parse_file(text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let id = self.modules.len();
        self.modules.push(Module { file, parent, ..Module::default() });
        self.read_items(id, folder, &syntax.items, source);
        id
    }

    fn read_items(&mut self, id: usize, folder: &Path, items: &[Item], source: &dyn Fn(&Path) -> Option<String>) {
        for item in items {
            match item {
                Item::Mod(m) if !is_test(&m.attrs) => {
                    let name = m.ident.to_string();
                    let child = if let Some((_, items)) = &m.content {
                        let child = self.modules.len();
                        let file = self.modules[id].file.clone();
                        self.modules.push(Module { file, parent: Some(id), ..Module::default() });
                        self.read_items(child, &folder.join(&name), items, source);
                        child
                    } else {
                        let (flat, deep) = (folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs"));
                        let found = [flat, deep].into_iter().find_map(|f| source(&f).map(|text| (f, text)));
                        // A module with a path of its own is shared with another crate.
                        let Some((file, text)) = found else { continue };
                        self.read_file(file, &folder.join(&name), &text, Some(id), source)
                    };
                    self.modules[id].children.insert(name, child);
                }
                Item::Use(u) if !is_test(&u.attrs) => {
                    let public = !matches!(u.vis, Visibility::Inherited);
                    self.read_use(id, &mut Vec::new(), &u.tree, public);
                }
                _ => {
                    self.modules[id].defined.extend(defined_name(item));
                    let mut paths = BTreeSet::new();
                    collect_paths(without_tests(item), &mut paths);
                    self.modules[id].paths.extend(paths);
                }
            }
        }
    }

    fn read_use(&mut self, id: usize, path: &mut Vec<String>, tree: &UseTree, public: bool) {
        let mut bind = |name: String, path: Vec<String>| {
            self.modules[id].imports.insert(name, Import { path, public });
        };
        match tree {
            UseTree::Path(p) => {
                path.push(p.ident.to_string());
                self.read_use(id, path, &p.tree, public);
                path.pop();
            }
            UseTree::Name(n) if n.ident == "self" => {
                bind(path.last().cloned().unwrap_or_default(), path.clone());
            }
            UseTree::Name(n) => {
                let name = n.ident.to_string();
                bind(name.clone(), [&path[..], &[name]].concat());
            }
            UseTree::Rename(r) if r.ident == "self" => bind(r.rename.to_string(), path.clone()),
            UseTree::Rename(r) => bind(r.rename.to_string(), [&path[..], &[r.ident.to_string()]].concat()),
            UseTree::Glob(_) => self.modules[id].globs.push(path.clone()),
            UseTree::Group(g) => g.items.iter().for_each(|tree| self.read_use(id, path, tree, public)),
        }
    }

    /// The module that defines what a path names, seen from a module, and the name there; `None` if the path leads out of
    /// the crate or names a module alone.
    fn resolve(&self, from: usize, path: &[String], depth: usize) -> Option<(usize, String)> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.resolve_in(0, rest, depth),
            "self" => self.resolve_in(from, rest, depth),
            "super" => self.resolve_in(self.modules[from].parent?, rest, depth),
            _ => self.resolve_in(from, path, depth),
        }
    }

    /// The same for what is left of a path within a module.
    fn resolve_in(&self, at: usize, path: &[String], depth: usize) -> Option<(usize, String)> {
        let (first, rest) = path.split_first()?;
        // Imports may be circular.
        let depth = depth.checked_sub(1)?;
        let module = &self.modules[at];
        if first == "super" {
            return self.resolve_in(module.parent?, rest, depth);
        }
        if let Some(&child) = module.children.get(first)
            && !rest.is_empty()
        {
            return self.resolve_in(child, rest, depth);
        }
        if module.defined.contains(first) {
            return Some((at, first.clone()));
        }
        if let Some(import) = module.imports.get(first) {
            return self.resolve(at, &[&import.path[..], rest].concat(), depth);
        }
        module.globs.iter().find_map(|glob| self.resolve(at, &[&glob[..], path].concat(), depth))
    }

    /// Each file with those whose names it uses, and the names.
    fn ties(&self) -> BTreeMap<(&Path, &Path), BTreeSet<String>> {
        let mut ties = BTreeMap::<_, BTreeSet<String>>::new();
        for (id, module) in self.modules.iter().enumerate() {
            let imported = module.imports.values().filter(|i| !i.public).map(|i| &i.path);
            for path in module.paths.iter().chain(imported) {
                let Some((to, name)) = self.resolve(id, path, 32) else { continue };
                let (from, to) = (&*module.file, &*self.modules[to].file);
                if from != to {
                    ties.entry((from, to)).or_default().insert(name);
                }
            }
        }
        ties
    }

    /// The circles among the files.
    pub fn circles(&self) -> Vec<Circle> {
        let ties = self.ties();
        let mut graph = DiGraph::new();
        let mut nodes = HashMap::new();
        for &(from, to) in ties.keys() {
            let [from, to] = [from, to].map(|file| *nodes.entry(file).or_insert_with(|| graph.add_node(file)));
            graph.add_edge(from, to, ());
        }
        let circles = tarjan_scc(&graph).into_iter().filter(|files| files.len() > 1);
        let within = |files: Vec<_>| {
            let files: Vec<&Path> = files.into_iter().map(|node| graph[node]).collect();
            let inside = ties.iter().filter(|((from, to), _)| files.contains(from) && files.contains(to));
            let ties = inside
                .map(|((from, to), names)| ((*from).to_owned(), (*to).to_owned(), names.iter().cloned().collect()));
            Circle { ties: ties.collect() }
        };
        circles.map(within).collect()
    }

    /// How many files were read.
    pub fn count(&self) -> usize {
        self.modules.iter().map(|m| &m.file).collect::<HashSet<_>>().len()
    }
}

fn is_test(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|a| {
        a.path().is_ident("test")
            || (a.path().is_ident("cfg") && a.meta.require_list().is_ok_and(|l| l.tokens.to_string() == "test"))
    })
}

/// The tokens of an item; none if it is there for tests alone.
fn without_tests(item: &Item) -> TokenStream {
    let attrs: &[Attribute] = match item {
        Item::Fn(i) => &i.attrs,
        Item::Impl(i) => &i.attrs,
        Item::Struct(i) => &i.attrs,
        Item::Const(i) => &i.attrs,
        Item::Mod(i) => &i.attrs,
        Item::Use(i) => &i.attrs,
        _ => &[],
    };
    if is_test(attrs) { TokenStream::new() } else { item.to_token_stream() }
}

fn defined_name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(i) => &i.ident,
        Item::Enum(i) => &i.ident,
        Item::Fn(i) => &i.sig.ident,
        Item::Static(i) => &i.ident,
        Item::Struct(i) => &i.ident,
        Item::Trait(i) => &i.ident,
        Item::TraitAlias(i) => &i.ident,
        Item::Type(i) => &i.ident,
        Item::Union(i) => &i.ident,
        _ => return None,
    };
    Some(name.to_string())
}

/// The paths in code, in the arguments of macros too. A name after a dot is a field or a method; one before a single
/// colon, a field or a parameter.
fn collect_paths(tokens: TokenStream, paths: &mut BTreeSet<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_colon = |i: usize, spacing: Spacing| matches!(tokens.get(i), Some(TokenTree::Punct(p)) if p.as_char() == ':' && p.spacing() == spacing);
    let is_separator = |i: usize| is_colon(i, Spacing::Joint) && is_colon(i + 1, Spacing::Alone);
    let is_dot = |i: usize| matches!(tokens.get(i), Some(TokenTree::Punct(p)) if p.as_char() == '.');
    let mut i = 0;
    while i < tokens.len() {
        match &tokens[i] {
            TokenTree::Ident(first) => {
                // `..name` is no field.
                let member = i > 0 && is_dot(i - 1) && !(i > 1 && is_dot(i - 2));
                let mut path = vec![first.to_string()];
                while is_separator(i + 1) {
                    match tokens.get(i + 3) {
                        Some(TokenTree::Ident(next)) => path.push(next.to_string()),
                        // An import within a function.
                        Some(TokenTree::Group(g)) if g.delimiter() == Delimiter::Brace => {
                            let mut within = BTreeSet::new();
                            collect_paths(g.stream(), &mut within);
                            paths.extend(within.into_iter().map(|rest| [&path[..], &rest[..]].concat()));
                            break;
                        }
                        _ => break,
                    }
                    i += 3;
                }
                let label = path.len() == 1 && is_colon(i + 1, Spacing::Alone);
                if !member && !label {
                    paths.insert(path);
                }
            }
            TokenTree::Group(g) => collect_paths(g.stream(), paths),
            _ => {}
        }
        i += 1;
    }
}
