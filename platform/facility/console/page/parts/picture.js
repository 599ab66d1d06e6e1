// Pictures that a form names: any icon of the set that terminals draw, fetched from the hub once one is to be shown.
import { useEffect, useState } from "preact/hooks";
import { t } from "../base/text.js";
import { html } from "./html.js";
import { Shapes } from "./icon.js";

let fetched;

/** A Map of shapes by name; undefined until it is there, and when the hub did not answer: then the next that looks asks again. */
function usePictures() {
    const [pictures, setPictures] = useState(fetched);
    useEffect(() => {
        if (fetched) return setPictures(fetched);
        let wanted = true;
        import("./picture_shapes.js").then(
            (made) => {
                fetched = made.pictures;
                if (wanted) setPictures(fetched);
            },
            () => {},
        );
        return () => (wanted = false);
    }, []);
    return pictures;
}

/** Beside its words, as a terminal draws it: nothing for a name that it does not have. */
export function Picture({ name, size = 28 }) {
    const shapes = usePictures()?.get(name);
    return shapes?.length > 0 ? html`<span class="picture"><${Shapes} of=${shapes} size=${size} /></span>` : null;
}

/** At the field where its name is written: the picture, or that there is none. */
export function PictureSeen({ name }) {
    const pictures = usePictures();
    const known = name === "" || !pictures || pictures.has(name);
    return html`<p class="small picture-seen" role="status">${known ? html`<${Picture} name=${name} />` : t("forms.no_picture", { name })}</p>`;
}
