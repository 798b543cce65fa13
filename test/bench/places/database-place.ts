/** Where the databases of a benchmark are: files in a folder, or databases of a server. */
export interface DatabasePlace {
  /** What the program takes as its `--database`. */
  address(name: string): string;
  /** Makes room for a database: there is none of this name, or an empty one. */
  create(name: string): Promise<void>;
  /** Whether there is a database of this name already. */
  has(name: string): Promise<boolean>;
  /** Copies a database that nobody has open. */
  copy(from: string, to: string): Promise<void>;
  drop(name: string): Promise<void>;
  /** Such as `SQLite 3.50.1`. */
  version(): Promise<string>;
  /** Drops what is left. */
  close(): Promise<void>;
}
