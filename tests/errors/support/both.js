export * from "./exporter.js";
export * from "./other.js";
