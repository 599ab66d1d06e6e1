// Residents in the hands of IT. #/residents, #/residents/NUMBER
import { useState } from "preact/hooks";
import { fullMoment, moment } from "../base/format.js";
import { go, hashOf } from "../base/route.js";
import { t } from "../base/text.js";
import { Button, Empty, Name, Tag } from "../parts/basics.js";
import { Figures } from "../parts/amount_field.js";
import { useNow } from "../parts/clock.js";
import { html } from "../parts/html.js";
import { Icon } from "../parts/icon.js";
import { Loaded } from "../parts/load.js";
import { useMayChange } from "../parts/may.js";
import { OneTime } from "../parts/one_time.js";
import { fullName, ResidentFinder, useResident } from "../parts/residents.js";
import { Screen } from "../shell/screen.js";
import { GivePin, Release, ToUnit } from "./change_resident.js";
import { NewResident } from "./new_resident.js";
import { pinOf } from "./residents_model.js";

const COLUMNS = ["number", "unit"];

function Facts({ resident }) {
    const now = useNow();
    const pin = pinOf(resident, now);
    return html`<${Figures} of=${[
        {
            label: t("residents.fact.unit"),
            text: resident.state === "here" ? resident.unit : t("residents.gone"),
            strong: true,
        },
        {
            label: t("residents.fact.pin"),
            text: t(`residents.pin.${pin}`, { when: fullMoment(resident.locked_until_ms) }),
        },
        {
            label: t("residents.fact.last"),
            text: resident.last_sign_in_ms ? moment(resident.last_sign_in_ms, now) : t("residents.never"),
        },
    ]} />`;
}

function Person({ resident, onChanged }) {
    const change = useMayChange("accounts");
    const [open, setOpen] = useState({});
    const close = () => setOpen({});
    const done = () => {
        close();
        onChanged();
    };
    const pinned = (pin) => {
        setOpen({ pin });
        onChanged();
    };
    const here = resident.state === "here";
    const ask = (what) => () => setOpen({ what });
    return html`
        <${Facts} resident=${resident} />
        ${
            change &&
            html`<div class="row">
            ${
                here
                    ? html`<${Button} icon="key-round" onClick=${ask("pin")}>${t("residents.do.pin")}<//>
                          <${Button} icon="move-right" onClick=${ask("move")}>${t("residents.do.move")}<//>
                          <${Button} icon="door-open" kind="danger-plain" onClick=${ask("release")}>${t("residents.do.release")}<//>`
                    : html`<${Button} icon="undo-2" onClick=${ask("return")}>${t("residents.do.return")}<//>`
            }
        </div>`
        }
        ${open.what === "pin" && html`<${GivePin} resident=${resident} onClose=${close} onPin=${pinned} />`}
        ${open.what === "release" && html`<${Release} resident=${resident} onClose=${close} onDone=${done} />`}
        ${["move", "return"].includes(open.what) && html`<${ToUnit} resident=${resident} what=${open.what} onClose=${close} onDone=${done} />`}
        ${open.pin && html`<${OneTime} name=${fullName(resident)} secret=${open.pin} title="residents.pin_title" what="residents.pin_what" onClose=${close} />`}`;
}

function PersonPage({ number }) {
    const { load, resident } = useResident(number);
    const intro =
        resident &&
        html`<span><${Name}>${resident.number}<//>${resident.state !== "here" && html` <${Tag} tone="warning" icon="door-open">${t("residents.gone")}<//>`}</span>`;
    return html`<${Screen} wide title=${resident ? fullName(resident) : t("residents.title")} intro=${intro}>
        <a class="back" href=${hashOf("residents")}><${Icon} name="arrow-left" /><span>${t("residents.title")}</span></a>
        <${Loaded} of=${load}>${() =>
            resident
                ? html`<${Person} resident=${resident} onChanged=${load.again} />`
                : html`<${Empty} icon="user" title=${t("residents.unknown", { number })} />`}<//>
    <//>`;
}

export function ResidentsScreen({ parts }) {
    const change = useMayChange("accounts");
    const [making, setMaking] = useState(false);
    if (parts[0]) return html`<${PersonPage} key=${parts[0]} number=${parts[0]} />`;
    const made = (number) => {
        setMaking(false);
        go("residents", number);
    };
    const aside =
        change &&
        html`<${Button} kind="primary" icon="user-plus" onClick=${() => setMaking(true)}>${t("residents.new")}<//>`;
    return html`<${Screen} wide title=${t("residents.title")} intro=${t("residents.intro")} aside=${aside}>
        <${ResidentFinder} to="residents" columns=${COLUMNS} />
        ${making && html`<${NewResident} onClose=${() => setMaking(false)} onMade=${made} />`}
    <//>`;
}
