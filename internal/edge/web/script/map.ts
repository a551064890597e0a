// The body map of the first page; it grows here.
export {};
