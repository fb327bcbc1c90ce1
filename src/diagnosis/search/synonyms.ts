import { singular } from './plurals.ts';

/**
 * Words that API authors use for one another, singular, one group per line: same thing by another name, or a short form
 * that the letters alone don't give away. Regular short forms (`repo`, `cfg`, `msg`) need no entry: see
 * `isAbbreviation`. A word is in one group only, so that every word has one key.
 */
const GROUPS = `
user account member profile person
delete remove destroy del rm
update edit modify change patch
create add new insert
list all index
get fetch read retrieve show view
search find query lookup
authentication authorization auth authn authz oauth
signin sign-in log-in
logout signout sign-out log-out
signup sign-up register registration
repository repo
organization organisation org
configuration config cfg conf setting preference pref option
environment env
administrator admin administration
message msg
image img picture pic photo avatar
document doc documentation
information info detail
statistic stat metric
permission perm privilege right
database db
application app
development dev
production prod
certificate cert
parameter param
variable var
specification spec
attachment file upload
directory dir folder
execute exec run invoke
notification notif alert
comment reply note
category cat
description desc
number num no
temporary temp tmp
identifier id ident
password passwd pwd pass
pull-request pull pr merge-request mr
management mgmt manage manager
monitoring monitor
subscription sub
transaction txn tx trx
namespace ns
deployment deploy
reference ref
address addr
average avg
background bg
bookmark favorite favourite fav star
branch br
building bldg
button btn
calculate calc
calendar cal
character char
command cmd
connection conn connect
container ctr
control ctrl
count cnt total
credential cred
currency ccy
customer client buyer cust
date day
department dept
dependency dep
destination dest dst target
difference diff compare
distribution dist
download dl
element elem el
employee staff emp worker
error err failure fault
event evt
example sample
experiment exp
expression expr
extension ext plugin addon
function func fn
group grp
header hdr
health healthcheck health-check healthz ping status
history hist log audit
implementation impl
initialize init
instance inst
integer int
interface iface
inventory stock
invoice bill billing
item product goods
job task
key token
language lang locale
latitude lat
length len
library lib
link url
location loc place
longitude lon lng
maximum max
mobile phone telephone tel cell
minimum min
module mod
navigation nav
network net
object obj
operation op
order purchase
package pkg
page pg
payment pay
position pos
post article
previous prev
process proc
project proj
property prop attribute attr field
provider vendor supplier
quantity qty amount
question faq
queue q
receive recv
record rec entry row
request req
resource res
response resp
schedule sched cron
sequence seq
server srv host
service svc
session sess
source src
standard std
storage store
string str
subject subj
synchronize sync synchronise
system sys
table tbl
tag label
team squad
technology tech
template tmpl tpl
test testing
ticket issue
time timestamp ts
token-refresh refresh-token
trash bin recycle
type kind
utility util
value val
vehicle car
version ver release
virtual virt
volume vol
webhook hook
window win
workspace ws
`;

const KEYS: ReadonlyMap<string, string> = new Map(
  GROUPS.trim()
    .split('\n')
    .flatMap((line) => {
      const words = line.split(' ').map((word) => word.replace(/-/g, ' '));
      return words.map((word): [string, string] => [word, words[0] as string]);
    }),
);

/** What two words share if one stands for the other: every part in the singular, replaced by its group's first word. */
export function synonymKey(parts: readonly string[]): string {
  const phrase = parts.map(singular).join(' ');
  const whole = KEYS.get(phrase);
  if (whole) return whole;
  return parts.map((part) => KEYS.get(part) ?? KEYS.get(singular(part)) ?? singular(part)).join(' ');
}

/**
 * Whether `short` abbreviates `long`, by its letters (both lower case, squeezed): the beginning (`repo`, `org`), the
 * beginning with a plural s (`repos` for `repositories`), or its first letter followed by letters of it in order that
 * leave most vowels out (`cfg`, `msgs`, `mgmt`).
 */
export function isAbbreviation(short: string, long: string): boolean {
  if (short.length < 2 || long.length - short.length < 2 || short.length > 0.75 * long.length) return false;
  if (short[0] !== long[0]) return false;
  // Longer beginnings are words of their own: `application` doesn't abbreviate `applicationsets`.
  if (short.length > 7) return false;
  if (short.length >= 3 && long.startsWith(short)) return true;
  const stem = short.endsWith('s') && long.endsWith('s') ? short.slice(0, -1) : short;
  if (stem.length >= 3 && long.startsWith(stem)) return true;
  if (stem.length < 2 || stem.length > 6) return false;
  const vowels = stem.slice(1).replace(/[^aeiou]/g, '').length;
  if (vowels > 0 || /\d/.test(stem)) return false;
  let at = 0;
  for (const letter of stem) {
    at = long.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  // The last consonant of a skeleton is one of the last letters of the word: `msg` ends with message's g.
  return long.length - at <= 4;
}

/** `pr` for `pull-requests`: the first letters of its parts, with or without a plural s. */
export function isInitialism(short: string, parts: readonly string[]): boolean {
  if (parts.length < 2) return false;
  const initials = parts.map((part) => part[0]).join('');
  return short === initials || short === `${initials}s`;
}
