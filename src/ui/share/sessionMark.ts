/** Stands before an encoded session in the files that carry one: pictures and transcripts. */
export const SESSION_MARK = 'ordinal-session:';
