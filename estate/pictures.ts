import type { Attachment, User } from '#engine'
import type { Drafting } from './drafting.ts'

/** Small drawings in place of photographs, 160 × 120, sixteen colours. */
const drawn = {
  crack:
    'iVBORw0KGgoAAAANSUhEUgAAAKAAAAB4BAMAAACHjORcAAAAMFBMVEXZ1MjLxbe0rqKYkopLR0KzlGSNcUi4iVqKYjipqaT38M/r5Mxfj2OP' +
    's8m1SDz08uyKh35XAAACkElEQVR42u3WTXKFIAwA4Cw4wLPjCZKegFxAZtj3/qdpRwRE+ZO+LJxaFm/wAR8RIwjwX55UrDj4EgaVeV6IT7zn' +
    '/xCfcs+333OUOGgelzfW3D0P/1LWTMdyR/A7LdP7WXMRfEmDszCozCwLDogXwbOolndBUCZ5MHZ5O8JVXK4cMNdBsNPSC28M3MTe+TcCrmI7' +
    'vFEQrBVLm8vv4BioxEEDTwOtOPi6OajEQQNPA604uAyB9uvCfigLXhHHwAvi4AYLdrLtRR0FwU5z80AYBsM3hKqcL+OgE1U1g34BgjIinyIX' +
    'd52bgAaeBlpx8HVzUImDBp4GWnFwkQYnK52H07yIgqBMNcgqaDtlmu1QAeyUT/PBzKx5K7rXvweSdwjZV5n51+BmsSaNhKgxxtkIFVqhETMy' +
    'I+lVW03SyB0VaqG5oUjsFAc6dL12bfsKdEHXx/2sQzfPga7m/go9KD6uGkgeYvSc9wjjL/E2a7gR8rfjFwDON4roW7bfzfMgbhe+fZuPfcie' +
    'ZjiEFoLzEUTPS8El3+jnjDSHCEO4FJ5bWJPgBRDDWvl+YfowcI2Q4orGLKAwLHqYVWKfOHdYw4hEJWbX7hHmtdgtCYS1fyhJiu613UsYTP7c' +
    'e+4xMLBwgTTT0zqlr1VapzTRdDYY0qTGiofVi8MYt3CQr0PuEdavjsNYQ4k7eScC+fS2Hq4gnybz8LxLna4Po+H0LEpeBlK2d6ZgtqNnXgZi' +
    'dgjsQULWlnuU75m6Ogr6XgmkwpFRBgsels6jwn/5BlvximCpI3EGFr0iWFoHFyT0PSqfs+W+DF2vBlL3oK94WPtG4A5Y86pguQG6Xh2kFkhj' +
    'w+pTQc9rgVT9WGp42PrEpArY8ppgofEHazBtbvlaymwAAAAASUVORK5CYII=',
  leak:
    'iVBORw0KGgoAAAANSUhEUgAAAKAAAAB4BAMAAACHjORcAAAAMFBMVEXZ1MjLxbe0rqKYkopLR0KzlGSNcUi4iVqKYjipqaT38M/r5Mxfj2OP' +
    's8m1SDz08uyKh35XAAACqUlEQVR42u3ZO3LbMBAG4L/RAXKF3doNdnID91FDta7kAys1j+E6GYEAiMcCECFlpIy5hcYkyA+LJUhwaPx5cGAH' +
    '/yvw42HglMTHnaB3zoMmSu4zivNmMgG/Mi4mR8CvaTp9lrFNRDu/7TkiqZ+WYEjxtjpCfPxUEjwlKcotgRCHIsOz68LPHmyLKZ8yFjqtCU7H' +
    'beBhylI8uy6mwQwPU5bjlAdGxhyRuXfEWIrKvTyWYC7e77VFjEWNO2I4Hswp5r1aWc8d/FfgjzReEUwe/M8AezP7+Rnu4A4OgOg8sbeD8/cF' +
    '8bIg2svyK4CH5po3AKL5IjICHlqL8ggINF6UxkDsoA6+/3oeOD8H3FDDbwjud8oObgLnHXw9cJ/YO9gC3x8coH5cvyYb91XZ9A7ugewcJuHw' +
    'rXoYXCwxbIiJDIU8G6milRqLkAixuWpXkw1JR0UtNXsqsVjFgha9btu2tQJd0B5jf66nLp4F7V92lz+Cw+WqgewgIcc5jyn8siy9+oGwG44r' +
    'APKBErmW5XfxHEjLhmtf+hOXsqMFSWo+uSWDS/Cc5N0lSTcEZ3oBUWq+6W1OYwXJ18pdX989+1GJgENF3c5ZiUuYH4aSJF0xIxOGkr7eZj3C' +
    'VVsrHrIWE5lI99W8VVznMpt1bqyJI/2PUtWbf8ttgXimi/QzjAYdDXstJuJJfUMNk0FH1yYUDkUd1Kuc3E3pjZr6BnlZtXnI2c2e3a3JFspu' +
    'wvW7aINUtpOzEc3Ncj5UQC6enTFYPNELrwCpWATWJFG0lR6Xz0xTPQt9TwNZWTJ0UPFIW4+UfeUDtuKpoHYgSwGqngpqdbBJou+xvs7qxwq6' +
    'Xg3k7kJf8aj2jiAdsOZVQb0BXa8OcgvkbafVu0LPa4FcfVlqeNR6xeQK2PKaoNL4F/gGnnqS4NPqAAAAAElFTkSuQmCC',
  rubbish:
    'iVBORw0KGgoAAAANSUhEUgAAAKAAAAB4BAMAAACHjORcAAAAMFBMVEXZ1MjLxbe0rqKYkopLR0KzlGSNcUi4iVqKYjipqaT38M/r5Mxfj2OP' +
    's8m1SDz08uyKh35XAAACB0lEQVR42u3WQXLbMAwFUCxygV4ByKZbIgfIJN5klctkJr1BtXa60WnbESVSIAGS9liTSTP4G0ui+ATBtGQAj8fj' +
    '8Xg8Hs9/kB9lviL4V8ZBBx100EEHZcS4gw7W4On1M8BpmgQ4TdMBYJlbe/j1wfctv9KGg98evGAFXV3hkt+dYh108JuAj4eCp5jHo8C7U8pB' +
    'YPb2GpvgdmIPPF0TwDU9kOWEJ+znEvChKIGZbwUL788zx4RDwJd5CeeEW8HozR8BmZmSaoMizFyAb5U3zx+LslALGkq1AimOkV3hSwLnhVsv' +
    'HVYUcwOgLC3EjzAG42lrBQE3NDYBitLi597RJsjbnIDZTAKI0tJQDd5XLZzn83YecaLXA0uFlDuaVwGVX8o7GrdMnPuEhQkZ4XzzaXVR2rB7' +
    'GFAVwmH7UsQS3bdoX7YWKMZFDQx8SR7UOmwG5EqX2yR/VgGleEZ9O3kyyEWNDQ/jzhPiz/2GjTmxcaD7oD0S2+diryxyQcDiKq8ikKtfa7EH' +
    '+jLKw/opVe0Xs6H6LixPgVTvswTVE115CkT1EtiLBDWmPdLPzNCcBWPPAvWhdNsw9tB6HxnH9AO24ZmgdSKxAk3PBK0+xCJh7JH9ArbPZRh6' +
    'LZD6L/q2h63/CDwAW14TtAdg6LVB6oF03bT2pWDk9UBq/lnqeNgZsi4GI68LGoP/ADduSeSboNDeAAAAAElFTkSuQmCC',
  lamp:
    'iVBORw0KGgoAAAANSUhEUgAAAKAAAAB4BAMAAACHjORcAAAAMFBMVEXZ1MjLxbe0rqKYkopLR0KzlGSNcUi4iVqKYjipqaT38M/r5Mxfj2OP' +
    's8m1SDz08uyKh35XAAAB5ElEQVR42u3W0W3EIAwGYK+QFfxvgEfovXTEbluFGEJiG9rqVFVX8xBBgA9DCAltT06U4CU9gvTC4Pbhpu0vgd6E' +
    '37dXnnK+ywkmmGCCCf4GKGNKMMEEE0wwwQQT/CL4ePt3YG6bBBNMMMEE/yv4eHIiXqc9hKKhlFXjFQh1wII+wR+DhyUFhcFcuMc5CZVmoUGE' +
    'RRhl13YThWWhUhRa7cqQqlSwonu51p0rsARrm3rZux5eBWuu3mot0B9XBEIhYeXUA/cr5Bi1TQQ6HV0Auk+UWWuO6+EpyEdB64/xRENWWugS' +
    'WgtOI+ieSs2FVuqYnZYWYQsX7bm1NWleA7mtlbZrw7eOe4ToK9p3AVq37rHJ9DZ97LaGHelK312nB7a53mwIRIo+lGGLnrnTGxgebp4tzxiE' +
    '5MmJxp0+5jG+VmMe40YrpjONm5oDj8PCpU9dOLLrYD1wXLp2k0Ied/NuBMvtbb2UyA5jPL6fUrfypTfdnoXnGRDm7BxBc6Ibz4BsPgJnkGTq' +
    'rAd7ZpawF609D4TzyfBBx2Pve+Tcswds4Lmg1xBiQNdzQW8dapC09uB/Z/22QksvArH80AceR/8IsgAjLwT9Clp6MYgZiO91i4eilTcDEf4s' +
    'TTye/WIiAGfeFHQqPwGqOQAfix2hrgAAAABJRU5ErkJggg==',
  done:
    'iVBORw0KGgoAAAANSUhEUgAAAKAAAAB4BAMAAACHjORcAAAAMFBMVEXZ1MjLxbe0rqKYkopLR0KzlGSNcUi4iVqKYjipqaT38M/r5Mxfj2OP' +
    's8m1SDz08uyKh35XAAACUUlEQVR42u3WQW7lIAwAUO//aq5g3wBfofs531xhVtnnCiP1QpVahRhCYhs+FZ3/q+JFRAI8HEJIACqxOrHAZ+K2' +
    '1qLfWxuxjEyvP0np8seJ7iRv94Fr9/22wLX7efw1o/fJ3O4H18eAawe4PPqWBy3u+70FBqc48k3ue5uH3vCX7Dbj98Mv2LHHf1O8PGFQLPD4' +
    '+HeOHwG+vh/xNkEVv87xjOB7Gf8NfEuL8GkznOBPAOc6nODzrMPXOYcT/Ibgy+9vC3b9Et8zh08P9sUEJzjBCU5wglfwZXAAtoOZOfAeodW4' +
    'BZI4hCxFZv40uFscKCAhBsx5VlKFWmrEjMxIYdM2kwJyQwUvtdgViaMSwYhu57HumIEmGNvEw9Z19yIYS/FSakH5cXkgCcQonHiE+Ui8j5pu' +
    'hOR2ZALgeqOIUrMfd09A3E+kfh+PJWWhGU6ppeQkg+yJlFySShkz05wyTOlSem5pTpKXQExzJe3S8KnjliHlGc2rgFK37KEq5DZ57DSHGclK' +
    'Xl2HR6hLuVmRCAd5KMUSPUqHVzBYXDxaHjkw8OCAcqWXZSpfq7JM5UILqjOUixodD92TU584caDnQXuE/tm5GwewuIt3IZAvb+vpDPQwysPr' +
    'LnU5P/WGy7OwPAWS2jtLUO3oylMgqo/AkSSoOu2R3jOD2wvangWS8cmwQcND63tkXNMbrOOZoNWQWIGmZ4LWPMQkoe2R/Z212zI0PQ+k5ofe' +
    '8dD7R+AG6HkuaFdA0/NBqoHU180fClpeDST3Z6niYe0Xkxyw5lVBo/IDZeCw8YDnMkoAAAAASUVORK5CYII=',
} as const
export type Subject = keyof typeof drawn
const names: Readonly<Record<Subject, string>> = {
  crack: '墙面裂缝.png',
  leak: '顶棚渗水.png',
  rubbish: '楼道堆物.png',
  lamp: '照明不亮.png',
  done: '整改后.png',
}

const bytesOf = (subject: Subject) => Uint8Array.from(atob(drawn[subject]), (sign) => sign.charCodeAt(0))

/** A photograph that this person has brought along. */
export const picture = ({ desk, clock }: Drafting, subject: Subject, by: User): Promise<Attachment> =>
  desk.files.keep({ name: names[subject], type: 'image/png' }, bytesOf(subject), { user: by, now: clock.now })
