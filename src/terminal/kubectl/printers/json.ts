export { byCodeUnit, formatJson, quote } from '#engine/api/goJson.ts';
