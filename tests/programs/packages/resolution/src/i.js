export default "cond import";
