// What `require` finds, what it says where it finds nothing, and what files export, as in Node.
const path = __dirname;
function text(value) {
  if (typeof value === 'function') {
    return 'function ' + value.name;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
function show(label, f) {
  try {
    console.log(label + ':', text(f()));
  } catch (e) {
    console.log(label + ':', e.constructor.name, e.code, e.message.split('\n')[0].replaceAll(path, '.'));
  }
}

show('exact name', () => require('./files/exact'));
show('adds .js', () => require('./files/a'));
show('with .js', () => require('./files/a.js'));
show('.js before .json', () => require('./files/both'));
show('a folder with a slash', () => require('./files/both/'));
show('adds .json', () => require('./files/j'));
show('with .json', () => require('./files/j.json'));
show('does not add .cjs', () => require('./files/only_cjs'));
show('with .cjs', () => require('./files/only_cjs.cjs'));
show('dotted name', () => require('./files/dotted.name'));
show('space', () => require('./files/with space'));
show('letters', () => require('./files/ünï'));
show('hidden', () => require('./files/.hidden'));
show('no query', () => require('./files/query.js?x'));
show('not decoded', () => require('./files/with%20space'));
show('folder', () => require('./files/folder/'));
show('a file before a folder', () => require('./files/folder'));
show('index.json', () => require('./files/folder_json'));
show('main', () => require('./files/main_file'));
show('main without .js', () => require('./files/main_no_ext'));
show('main is a folder', () => require('./files/main_folder'));
show('main is missing, index is there', () => require('./files/main_missing'));
show('main is a dot', () => require('./files/main_dot'));
show('main is empty', () => require('./files/main_empty'));
show('main is a number', () => require('./files/main_number'));
show('a folder without index', () => require('./files/nothing'));
show('a folder whose main is missing', () => require('./files/nothing_main'));
show('up', () => require('./files/inner/up'));
show('dots in the middle', () => require('./files/../files/./inner/../a'));
show('doubled slashes', () => require('.//files//a'));
show('an unknown ending', () => require('./files/unknown.txt'));
show('byte order mark', () => require('./files/bom'));
show('hashbang', () => require('./files/hashbang'));
show('symbolic link', () => require('./files/link'));
show('one file by two names', () => require('./files/link') === require('./files/a.js'));
show('link to a folder', () => require('./files/link_folder'));
show('missing file', () => require('./files/missing'));
show('missing in the folder above', () => require('../missing_here'));
show('a trailing slash on a file', () => require('./files/a.js/'));

show('json null', () => require('./files/json/null.json'));
show('json number', () => require('./files/json/number.json'));
show('json string', () => require('./files/json/string.json'));
show('json array', () => require('./files/json/array.json'));
show('json true', () => require('./files/json/true.json'));
show('json __proto__', () => Object.keys(require('./files/json/proto.json')).join());
show('json is one object', () => require('./files/j') === require('./files/j.json'));
show('json with a mark', () => require('./files/bom.json'));

show('package', () => require('plain'));
show('file of a package', () => require('plain/sub'));
show('folder of a package', () => require('plain/folder'));
show('json of a package', () => require('plain/data.json'));
show('missing file of a package', () => require('plain/missing'));
show('package with main', () => require('with-main'));
show('other file', () => require('with-main/other'));
show('scope', () => require('@scope/pkg'));
show('file of a scope', () => require('@scope/pkg/deep/sub'));
show('missing package', () => require('no-such-package'));
show('missing package, file', () => require('no-such-package/sub'));
show('only a scope', () => require('@scope'));
show('missing scope', () => require('@none/x'));
show('nested', () => require('nested-parent'));
show('linked', () => require('linked'));

show('exports, a string', () => require('exports-string'));
show('exports, a string hides', () => require('exports-string/hidden.js'));
show('exports, a string hides package.json', () => require('exports-string/package.json'));
show('exports before main', () => require('exports-dot'));
show('exports, subpath', () => require('exports-dot/sub'));
show('exports, subpath with .js', () => require('exports-dot/sub.js'));
show('exports, not exported', () => require('exports-dot/lib/other.js'));
show('exports, package.json', () => Object.keys(require('exports-dot/package.json')).join());
show('conditions', () => require('exports-conditions'));
show('condition node', () => require('exports-node'));
show('condition default', () => require('exports-default'));
show('first match wins', () => require('exports-order'));
show('nested conditions', () => require('exports-nested'));
show('nested conditions fall through', () => require('exports-nested/deep'));
show('array', () => require('exports-array'));
show('array skips a condition', () => require('exports-array/skip'));
show('array skips what is not valid', () => require('exports-array/bad'));
show('array skips null', () => require('exports-array/nulls'));
show('empty array', () => require('exports-array/none'));
show('pattern', () => require('exports-pattern/features/a'));
show('pattern across folders', () => require('exports-pattern/features/deep/c'));
show('pattern that is null', () => require('exports-pattern/features/internal/secret'));
show('pattern with an ending', () => require('exports-pattern/files/a.js'));
show('pattern without an ending', () => require('exports-pattern/exact/a.js'));
show('pattern adds no ending', () => require('exports-pattern/exact/a'));
show('pattern twice', () => require('exports-pattern/twice/d'));
show('longest prefix wins', () => require('exports-pattern/long/a/end'));
show('pattern of nothing', () => require('exports-pattern/features/'));
show('pattern does not match', () => require('exports-pattern/other'));
show('pattern, missing file', () => require('exports-pattern/features/zzz'));
show('null', () => require('exports-null/null'));
show('null by a condition', () => require('exports-null/cond'));
show('null by a pattern', () => require('exports-null/private/x'));
show('beside null', () => require('exports-null/open'));
show('target is missing', () => require('exports-missing-file'));
show('target is a folder', () => require('exports-missing-file/folder'));
show('target without an ending', () => require('exports-missing-file/noext'));
show('target is not relative', () => require('exports-bad-target'));
show('target is outside', () => require('exports-bad-target/up'));
show('target in node_modules', () => require('exports-bad-target/nm'));
show('target is a number', () => require('exports-bad-target/number'));
show('target has dots', () => require('exports-bad-target/dot'));
show('target is empty', () => require('exports-bad-target/empty'));
show('conditions and subpaths mixed', () => require('exports-invalid'));
show('exports: false', () => require('exports-false'));
show('exports: null', () => require('exports-null-whole'));
show('exports: null, subpath', () => require('exports-null-whole/sub'));
show('exports: {}', () => require('exports-empty'));
show('only for import', () => require('exports-only-import'));
show('only for import, subpath', () => require('exports-only-import/sub'));
show('folders are not exported', () => require('exports-folder-slash/lib/x.js'));
show('self reference', () => require('self-name'));
show('no self reference without exports', () => require('self-without'));
const imports = require('with-imports');
for (const name of Object.keys(imports)) {
  show('imports ' + name, imports[name]);
}
show('imports of another package', () => require('#a'));

show('forms, undefined', () => String(require('./forms/undefined')));
show('forms, null', () => String(require('./forms/null')));
show('forms, zero', () => require('./forms/zero'));
show('forms, function', () => require('./forms/function'));
show('exports assigned', () => require('./forms/lost'));
show('both', () => require('./forms/both'));
show('this', () => require('./forms/this'));
show('empty', () => require('./forms/empty'));
show('return', () => require('./forms/returns'));
show('getter', () => require('./forms/getter').computed);
show('assign and delete', () => require('./forms/assign'));
show('module["exports"]', () => require('./forms/computed'));
show('exports destructured', () => require('./forms/destructured'));
show('state is kept', () => [require('./forms/state').count(), require('./forms/state').count()]);
show('strict', () => String(require('./forms/strict').thisInFunction));
show('sloppy', () => require('./forms/sloppy'));
show('implicit global', () => require('./forms/implicit'));
show('locals stay', () => require('./forms/locals'));
show('loaded', () => [require('./forms/parent').child.loadedThen, require('./forms/child').isLoaded()]);
show('throws', () => require('./forms/throws'));
show('throws again', () => require('./forms/throws'));
show('runs again after a throw', () => require('./forms/again'));
show('and then is there', () => require('./forms/again'));

const shapes = require('./shapes');
show('parameters', () => [typeof shapes.module, typeof shapes.exports, typeof shapes.require, shapes.args]);
show('__filename', () => shapes.__filename.slice(-9));
show('__dirname', () => shapes.__dirname === path);
show('this is the first exports', () => shapes.self === shapes.exports);
show('module.id', () => shapes.module.id === shapes.__filename);
show('module.filename', () => shapes.module.filename === shapes.__filename);
show('module.path', () => shapes.module.path === path);
show('module.loaded', () => shapes.module.loaded);
show('module.children', () => Array.isArray(shapes.module.children));
show('module.exports', () => shapes.module.exports === shapes);
show('main', () => [require.main === module, module.id, shapes.require.main === module]);
show('require.resolve', () => require.resolve('./files/a').slice(path.length));
show('require.resolve of a package', () => require.resolve('exports-dot/sub').slice(path.length));
show('require.resolve, missing', () => require.resolve('./nope'));
show('require.resolve, not exported', () => require.resolve('exports-dot/zzz'));
for (const value of [5, undefined, null, {}]) {
  try {
    require(value);
  } catch (e) {
    console.log(
      'not a string:', e instanceof TypeError, e.code,
      e.message.startsWith('The "id" argument must be of type string'),
    );
  }
}
show('empty text', () => require(''));
show('require.length', () => [require.length, require.name]);
show('typeof', () => typeof require);
const key = './files/' + 'a';
show('a name made at run time that is known', () => require(key));

show(
  'cycle',
  () => [require('./cycle/a').fromB, require('./cycle/b').later(), require('./cycle/a').b.a === require('./cycle/a')],
);
show('cycle, exports replaced', () => {
  const { other } = require('./cycle/replaced');
  return [other.keys, other.later(), String(other.held())];
});
show('requires itself', () => require('./cycle/self'));
show('requires itself, replaced', () => require('./cycle/self_replaced').same);
show('throws in a cycle', () => require('./cycle/throws'));
show('what saw it', () => require('./cycle/sees_throws'));
