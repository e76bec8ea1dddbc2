/** What the garbage collector and the namespace controller say, by code. */
export const garbageWhy = {
  'garbage.ownerGone': {
    en: '{name} is deleted, because its owner {owner} is gone.',
    zh: '{name} 被删除，因为它的属主 {owner} 已经不在。',
  },
  'garbage.ownersDropped': {
    en: '{name} stays: one owner is left. The reference to {owner} is taken out.',
    zh: '{name} 保留下来：它还有别的属主。对 {owner} 的引用已移除。',
  },
  'garbage.waitDependents': {
    en: '{name} is deleted in the foreground: {count} of its dependents have to go first, {dependent} among them.',
    zh: '{name} 以前台方式删除：它的 {count} 个从属对象要先删除，其中有 {dependent}。',
  },
  'garbage.dependentsGone': {
    en: 'All dependents of {name} are gone, so its own deletion can finish.',
    zh: '{name} 的从属对象都已删除，它自己可以删除了。',
  },
  'garbage.orphaned': {
    en: '{name} stays behind without an owner: {owner} was deleted with --cascade=orphan.',
    zh: '{name} 保留下来，不再有属主：{owner} 是以 --cascade=orphan 删除的。',
  },
  'garbage.namespaceContent': {
    en: 'The namespace {namespace} is being emptied: {count} objects are left, {first} among them. Pods go before all others.',
    zh: '命名空间 {namespace} 正在清空：还剩 {count} 个对象，其中有 {first}。Pod 先于其他对象删除。',
  },
  'garbage.namespaceEmpty': {
    en: 'The namespace {namespace} is empty, so it can go.',
    zh: '命名空间 {namespace} 已经清空，可以删除。',
  },
} as const;
