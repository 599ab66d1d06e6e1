// Name, password and code; at the first time also a new password and the authenticator.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { NoAnswer, Refusal } from "../base/api.js";
import { fullMoment } from "../base/format.js";
import { signIn } from "../base/session.js";
import { t } from "../base/text.js";
import { Button, Fault, Note } from "../parts/basics.js";
import { Field } from "../parts/field.js";
import { html } from "../parts/html.js";
import { faultText } from "../parts/load.js";
import { QrCode } from "./qr.js";
import { afterRefusal, cleanCode, credentialsOf, grouped, LEAST_PASSWORD, passwordFault } from "./sign_in_model.js";

const BLANK = { name: "", password: "", code: "", newPassword: "", repeated: "" };

function whatWasWrong(state) {
    if (!state.wrong) return undefined;
    if (state.wrong === "locked") return t("sign_in.locked", { until: fullMoment(state.lockedUntilMs) });
    if (state.wrong === "other") return faultText(state.error);
    return t(`sign_in.${state.wrong}`);
}

function CodeField({ form, set, help, inputRef }) {
    return html`<${Field}
        label=${t("sign_in.code")}
        help=${t(help)}
        value=${form.code}
        onInput=${(text) => set({ code: cleanCode(text) })}
        inputRef=${inputRef}
        inputmode="numeric"
        autocomplete="one-time-code"
        class="code"
    />`;
}

function NameStep({ form, set, first }) {
    return html`
        <${Field} label=${t("sign_in.name")} value=${form.name} onInput=${(name) => set({ name })} inputRef=${first} autocomplete="username" required spellcheck=${false} />
        <${Field} label=${t("sign_in.password")} value=${form.password} onInput=${(password) => set({ password })} type="password" autocomplete="current-password" required />
        <${CodeField} form=${form} set=${set} help="sign_in.code_help" />
    `;
}

function PasswordStep({ form, set, state, first, fault }) {
    return html`
        <${Note}>${t("sign_in.password_why")}<//>
        ${state.askCode && html`<${CodeField} form=${form} set=${set} help="sign_in.code_help_now" />`}
        <${Field}
            label=${t("sign_in.new_password")}
            help=${t("sign_in.password_help", { count: LEAST_PASSWORD })}
            error=${fault && t(fault, { count: LEAST_PASSWORD })}
            value=${form.newPassword}
            onInput=${(newPassword) => set({ newPassword })}
            inputRef=${first}
            type="password"
            autocomplete="new-password"
        />
        <${Field} label=${t("sign_in.repeat_password")} value=${form.repeated} onInput=${(repeated) => set({ repeated })} type="password" autocomplete="new-password" />
    `;
}

function EnrolStep({ form, set, state, first }) {
    return html`
        <p>${t("sign_in.enrol_why")}</p>
        <ol class="steps">
            <li>${t("sign_in.enrol_scan")}
                <div class="enrol">
                    <${QrCode} text=${state.uri} label=${t("sign_in.qr")} />
                    <p>${t("sign_in.enrol_type")} <code class="secret">${grouped(state.secret)}</code></p>
                </div>
            </li>
            <li>${t("sign_in.enrol_code")}</li>
        </ol>
        <${CodeField} form=${form} set=${set} help="sign_in.code_help_now" inputRef=${first} />
    `;
}

export function SignInScreen({ why }) {
    const [form, setForm] = useState(BLANK);
    const [state, setState] = useState({ step: "name" });
    const [busy, setBusy] = useState(false);
    const [passwordWrong, setPasswordWrong] = useState(undefined);
    const first = useRef(null);
    const set = (change) => setForm((before) => ({ ...before, ...change }));
    useLayoutEffect(() => {
        document.title = t("app.title", { screen: t("sign_in.title") });
        first.current?.focus();
    }, [state.step]);

    async function submit(event) {
        event.preventDefault();
        if (busy) return;
        if (state.step === "password") {
            const fault = passwordFault(form.newPassword, form.repeated, form.password);
            setPasswordWrong(fault);
            if (fault) return first.current.focus();
        }
        setBusy(true);
        try {
            await signIn(credentialsOf(form));
        } catch (error) {
            if (!(error instanceof Refusal) && !(error instanceof NoAnswer)) throw error;
            if (error instanceof Refusal) {
                const next = afterRefusal(state.step, error);
                setState({ secret: state.secret, uri: state.uri, ...next, error });
                if (next.step !== "password" || next.askCode) set({ code: "" });
            } else {
                setState({ ...state, wrong: "other", error });
            }
            setBusy(false);
            first.current?.focus();
        }
    }

    const step = { name: NameStep, password: PasswordStep, enrol: EnrolStep }[state.step];
    return html`<main class="sign-in" id="main">
        <div class=${state.step === "enrol" ? "sign-in-card roomy" : "sign-in-card"}>
            <div class="sign-in-brand"><img src="mark.svg" alt="" width="44" height="44" /><span>${t("app.name")}</span></div>
            <h1>${t(`sign_in.${state.step}_title`)}</h1>
            ${why && state.step === "name" && html`<${Note} icon="clock">${t(`sign_in.why_${why}`)}<//>`}
            <form onSubmit=${submit} novalidate>
                <${Fault}>${whatWasWrong(state)}<//>
                <${step} form=${form} set=${set} state=${state} first=${first} fault=${passwordWrong} />
                <${Button} type="submit" kind="primary wide" busy=${busy}>${t(state.step === "name" ? "sign_in.go" : "sign_in.continue")}<//>
            </form>
            <p class="small">${t("sign_in.recorded")}</p>
        </div>
    </main>`;
}
