// graphql 16.15.0
import { GraphQLSchema, GraphQLObjectType, GraphQLString, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLError, GraphQLEnumType, GraphQLInterfaceType, graphql, graphqlSync, buildSchema, parse, print, validate, execute, subscribe, printSchema, visit, introspectionFromSchema, getOperationAST } from "graphql";

const ticks = async (n) => { for (let i = 0; i < n; i++) await null; };
const log = [];
const Color = new GraphQLEnumType({ name: "Color", values: { RED: { value: 0 }, BLUE: { value: 1 } } });
const Node = new GraphQLInterfaceType({ name: "Node", fields: { id: { type: new GraphQLNonNull(GraphQLInt) } }, resolveType: async (v) => { await null; return v.name ? "Person" : "Thing"; } });
const Person = new GraphQLObjectType({
  name: "Person",
  interfaces: [Node],
  fields: () => ({
    id: { type: new GraphQLNonNull(GraphQLInt) },
    name: { type: GraphQLString, resolve: async (p) => { log.push(`<${p.name}`); await ticks(4 - p.id); log.push(`${p.name}>`); return p.name; } },
    friends: { type: new GraphQLList(Person), args: { first: { type: GraphQLInt, defaultValue: 9 } }, resolve: (p, { first }) => p.friends.slice(0, first).map(async (id) => people[id]) },
    favourite: { type: Color, resolve: (p) => Promise.resolve(p.id % 2) },
    fails: { type: GraphQLString, resolve: async () => { await null; throw new Error("resolver failed"); } },
    required: { type: new GraphQLNonNull(GraphQLString), resolve: async () => null },
  }),
});
const Thing = new GraphQLObjectType({ name: "Thing", interfaces: [Node], fields: { id: { type: new GraphQLNonNull(GraphQLInt) }, weight: { type: GraphQLInt } } });
const people = { 1: { id: 1, name: "Ada", friends: [2, 3] }, 2: { id: 2, name: "Bob", friends: [1] }, 3: { id: 3, name: "Cy", friends: [1, 2] } };
let counter = 0;
const schema = new GraphQLSchema({
  types: [Thing],
  query: new GraphQLObjectType({
    name: "Query",
    fields: {
      person: { type: Person, args: { id: { type: new GraphQLNonNull(GraphQLInt) } }, resolve: async (_, { id }) => people[id] },
      all: { type: new GraphQLList(Person), resolve: async function* () { for (const p of Object.values(people)) { await null; yield p; } } },
      nodes: { type: new GraphQLList(Node), resolve: () => [people[1], Promise.resolve({ id: 7, weight: 70 })] },
    },
  }),
  mutation: new GraphQLObjectType({ name: "Mutation", fields: { bump: { type: GraphQLInt, args: { by: { type: GraphQLInt, defaultValue: 1 } }, resolve: async (_, { by }) => { const before = counter; await ticks(5 - by); counter = before + by; return counter; } } } }),
  subscription: new GraphQLObjectType({ name: "Subscription", fields: { count: { type: GraphQLInt, args: { to: { type: GraphQLInt } }, subscribe: async function* (_, { to }) { for (let i = 1; i <= to; i++) { await null; yield { count: i }; } }, resolve: async (v) => v.count * 10 } } }),
});
const show = (label, r) => console.log(label, JSON.stringify(r));

show("query", await graphql({ schema, source: "{ person(id: 1) { id name favourite friends { name friends(first: 1) { id } } } }" }));
console.log(log.join(" "));
show("list", await graphql({ schema, source: "query Q($n: Int = 1) { all { ...F } nodes { __typename id ... on Thing { weight } ... on Person { name } } } fragment F on Person { id friends(first: $n) { name } }", variableValues: { n: 2 } }));
show("errors", await graphql({ schema, source: "{ a: person(id: 1) { name fails } b: person(id: 2) { name required } }" }));
show("invalid", await graphql({ schema, source: "{ person(id: \"x\") { nope } }" }));
show("syntax", await graphql({ schema, source: "{ person( }" }));
show("mutation", await graphql({ schema, source: "mutation { a: bump(by: 3) b: bump c: bump(by: 2) }" }));
show("directives", await graphql({ schema, source: "query ($s: Boolean!) { person(id: 1) { id @skip(if: $s) name @include(if: $s) } }", variableValues: { s: true } }));
try { graphqlSync({ schema, source: "{ person(id: 1) { id } }" }); } catch (e) { console.log(e.message); }
for await (const r of await subscribe({ schema, document: parse("subscription { count(to: 3) }") })) show("event", r);
show("execute", await execute({ schema, document: parse("query A { __typename } query B { person(id: 3) { name } }"), operationName: "B" }));
const sdl = buildSchema(`"About" type Query { hello(name: String = "you"): String! list: [Int!] @deprecated } input I { a: Int = 3, b: [String] } union U = Query directive @d(x: I) on FIELD`);
console.log(printSchema(sdl));
show("root", await graphql({ schema: sdl, source: "{ hello list }", rootValue: { hello: async ({ name }) => `hi ${name}`, list: [1, Promise.resolve(2)] } }));
console.log(print(visit(parse("query Q { a(x: [1, {y: \"s\"}]) @d b: c { ...F } } fragment F on T { z }"), { Field: { leave: (n) => (n.name.value === "z" ? { ...n, name: { ...n.name, value: "renamed" } } : undefined) } })));
console.log(validate(schema, parse("{ person(id: 1) { id } ...X }")).map((e) => `${e.message} ${JSON.stringify(e.locations)}`), introspectionFromSchema(schema).__schema.types.length, getOperationAST(parse("mutation M { bump }")).operation, new GraphQLError("e", { path: ["a", 1] }).toJSON());
