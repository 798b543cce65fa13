/**
 * How far something has come, as a bar with its words.
 *
 * @param max what is the whole; with 0 or null it is not known yet
 * @example
 * <Progress label="Shards written" value={3} max={8} text="3 of 8" />
 */
export function Progress({
  label,
  value,
  max,
  text,
}: {
  readonly label: string;
  readonly value: number;
  readonly max: number | null;
  readonly text: string;
}) {
  const known = max === null || max === 0 ? {} : { value: String(value), max: String(max) };
  return (
    <div class="progress">
      <progress aria-label={label} {...known}></progress>
      <span>{text}</span>
    </div>
  );
}
