import { say } from '../words/index.ts'
import { groupNames } from './choice.tsx'
import { Faint } from './typed.tsx'
import type { FieldView, InputProps } from './view.ts'

const STARS = [1, 2, 3, 4, 5]

/** Five stars that are radio buttons: arrows and digits work. */
function Stars(props: InputProps) {
  const given = Number(props.value ?? 0)
  return (
    <span id={props.id} className="choices stars" role="radiogroup" {...groupNames(props)}>
      {STARS.map((star) => (
        <label key={star} className={star <= given ? 'star given' : 'star'} title={say('blank.stars', { stars: star })}>
          <input
            type="radio"
            name={props.id}
            aria-label={say('blank.stars', { stars: star })}
            checked={star === given}
            onChange={() => props.onChange(star)}
            onClick={() => props.field.optional && star === given && props.onChange(null)}
            onKeyDown={({ key }) => /^[1-5]$/.test(key) && props.onChange(Number(key))}
          />
          ★
        </label>
      ))}
    </span>
  )
}

export const rating: FieldView = {
  Input: Stars,
  grouped: () => true,
  Text: ({ value, on }) =>
    typeof value !== 'number' ? (
      <Faint />
    ) : on === 'print' ? (
      <>{'★'.repeat(value) + '☆'.repeat(STARS.length - value)}</>
    ) : (
      <span className="stars read" role="img" aria-label={say('blank.stars', { stars: value })}>
        {STARS.map((star) => (
          <span key={star} className={star <= value ? 'star given' : 'star'} aria-hidden="true">
            ★
          </span>
        ))}
      </span>
    ),
  width: 96,
}
