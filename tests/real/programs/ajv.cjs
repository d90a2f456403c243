// ajv 8.20.0: it generates code and evaluates it; asynchronous schemas
const Ajv = require("ajv");

const ajv = new Ajv({ allErrors: true, loadSchema: async (uri) => { console.log("load", uri); await null; return { $id: uri, type: "object", properties: { n: { type: "integer", maximum: 5 } } }; } });
ajv.addKeyword({ keyword: "exists", async: true, type: "number", schemaType: "string", validate: async (table, id) => { await null; return id < 10 && table === "users"; } });
ajv.addKeyword({ keyword: "doubled", type: "string", modifying: true, validate: (s, data, p, { parentData, parentDataProperty }) => { parentData[parentDataProperty] = data + data; return true; } });
(async () => {
  const validate = ajv.compile({ $async: true, type: "object", properties: { userId: { type: "integer", exists: "users" }, posts: { type: "array", items: { type: "integer", exists: "posts" } }, name: { type: "string", doubled: true } }, required: ["userId"] });
  console.log(JSON.stringify(await validate({ userId: 1, name: "ab" })));
  for (const data of [{ userId: 99 }, { userId: 1, posts: [1, "x"] }, {}]) await validate(data).catch((e) => console.log(e instanceof Ajv.ValidationError, JSON.stringify(e.errors.map((x) => [x.keyword, x.instancePath, x.message]))));
  const remote = await ajv.compileAsync({ type: "object", properties: { part: { $ref: "http://example.com/part.json" } }, additionalProperties: false });
  console.log(remote({ part: { n: 3 } }), remote({ part: { n: 7 }, more: 1 }), ajv.errorsText(remote.errors));
  const sync = ajv.compile({ anyOf: [{ type: "string", minLength: 2, pattern: "^a" }, { type: "number", multipleOf: 3 }, { type: "array", uniqueItems: true, contains: { const: 1 } }] });
  console.log([["ab", "b", 9, 10, [1, 2], [1, 1], [2]].map((x) => sync(x))]);
})();
