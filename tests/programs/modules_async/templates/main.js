// A template with a folder in front names the files of that folder.
async function text(language) {
  try {
    const { default: greeting } = await import(`./texts/${language}.js`);
    return greeting;
  } catch (e) {
    return `${e.name} ${e.code} ${e.message.replace(/'.*\/modules_async/, "'").replace(/from .*\/modules_async/, 'from ')}`;
  }
}
for (const language of ['en', 'de', 'fr']) console.log(await text(language));
const folder = 'deep';
console.log((await import('./texts/' + folder + '/index.js')).name);
