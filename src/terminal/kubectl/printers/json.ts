export { block, byCodeUnit, formatJson, quote, scalar } from '#engine/api/goJson.ts';
