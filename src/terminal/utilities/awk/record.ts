import { fromInput, type Value } from './values.ts';

/** The current record: $0 and its fields, each made from the other when it is asked for. */
export interface CurrentRecord {
  set(text: string): void;
  field(index: number): Value;
  setField(index: number, value: string): void;
  count(): number;
  setCount(count: number): void;
}

export interface RecordOptions {
  readonly split: (text: string) => readonly string[];
  /** OFS, for a record that is put together again. */
  readonly glue: () => string;
}

export function createRecord({ split, glue }: RecordOptions): CurrentRecord {
  let text: string | undefined = '';
  let fields: Value[] | undefined = [];

  const all = (): Value[] => {
    fields ??= split(text ?? '').map(fromInput);
    return fields;
  };
  const textOf = (value: Value) => (typeof value === 'object' ? value.text : String(value ?? ''));

  return {
    set: (next) => {
      text = next;
      fields = undefined;
    },
    field: (index) => {
      // A field that is not there is empty text, not an unset variable.
      if (index > 0) return all()[index - 1] ?? '';
      text ??= all().map(textOf).join(glue());
      return fromInput(text);
    },
    setField: (index, value) => {
      const own = all();
      while (own.length < index) own.push('');
      own[index - 1] = fromInput(value);
      text = undefined;
    },
    count: () => all().length,
    setCount: (count) => {
      const own = all();
      while (own.length < count) own.push('');
      own.length = count;
      text = undefined;
    },
  };
}
