// Checked by the hub first, then applied: what is applied is what was checked, and nothing else.
import { useDraft } from "./draft.js";
import { useAction } from "./load.js";

const nothing = { of: undefined, asked: undefined, answer: undefined };
const same = (a, b) => a.length === b.length && a.every((each, index) => Object.is(each, b[index]));

/**
 * {shown, check, action, forget}. `inputs`: a list of everything that was typed or chosen; as soon as one differs from what was checked
 * there is nothing to apply, also while the answer is on its way. `shown`: {asked, answer} of the check that still holds.
 * check(asked, call) asks with call(asked). It is kept over a sign-in, as what was typed is (draft.js).
 */
export function useChecked(id, inputs) {
    const [kept, keep, forget] = useDraft(`${id} checked`, nothing);
    const action = useAction();
    const holds = kept.of !== undefined && same(kept.of, inputs);
    return {
        action,
        shown: holds ? { asked: kept.asked, answer: kept.answer } : undefined,
        async check(asked, call) {
            const answer = await action.run(() => call(asked));
            if (answer) keep({ of: inputs, asked, answer });
        },
        forget: () => forget(),
    };
}
