/** Fields of a strategic merge patch that say how to merge. k8s: apimachinery/pkg/util/strategicpatch */
export const PATCH = '$patch';
export const RETAIN_KEYS = '$retainKeys';
export const SET_ELEMENT_ORDER = '$setElementOrder/';
export const DELETE_FROM_LIST = '$deleteFromPrimitiveList/';
