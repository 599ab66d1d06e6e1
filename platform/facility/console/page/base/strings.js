// Every text of the page, in English, by area (strings/). Plain words: what happened, what to do. {name} is filled in; an
// entry with one and other is chosen by {count}. Another language is another folder with the same keys.
import { accounts } from "../strings/strings_accounts.js";
import { books } from "../strings/strings_books.js";
import { charges } from "../strings/strings_charges.js";
import { codes } from "../strings/strings_codes.js";
import { commissary } from "../strings/strings_commissary.js";
import { devices } from "../strings/strings_devices.js";
import { documents } from "../strings/strings_documents.js";
import { forms } from "../strings/strings_forms.js";
import { frame } from "../strings/strings_frame.js";
import { leaving } from "../strings/strings_leaving.js";
import { money } from "../strings/strings_money.js";
import { notices } from "../strings/strings_notices.js";
import { phone } from "../strings/strings_phone.js";
import { prea } from "../strings/strings_prea.js";
import { office } from "../strings/strings_office.js";
import { prices } from "../strings/strings_prices.js";
import { remittances } from "../strings/strings_remittances.js";
import { requests } from "../strings/strings_requests.js";
import { residents } from "../strings/strings_residents.js";
import { review } from "../strings/strings_review.js";
import { rules } from "../strings/strings_rules.js";
import { schedule } from "../strings/strings_schedule.js";
import { statistics } from "../strings/strings_statistics.js";
import { trust } from "../strings/strings_trust.js";
import { visits } from "../strings/strings_visits.js";
import { webhooks } from "../strings/strings_webhooks.js";

export const areas = [
    frame,
    codes,
    accounts,
    review,
    rules,
    statistics,
    webhooks,
    commissary,
    money,
    trust,
    charges,
    leaving,
    books,
    notices,
    schedule,
    remittances,
    phone,
    visits,
    prea,
    prices,
    office,
    devices,
    documents,
    residents,
    requests,
    forms,
];
export const strings = Object.assign({}, ...areas);
