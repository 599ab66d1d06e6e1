// What comes from outside, for the reviewers of a test: put in by the provider network's own API.

/** Somebody to write to: a resident of the sample with an approved contact, as {resident, contact}. */
export async function somebody(hub, skip = 0) {
    const reviewer = hub.caller("reviewer");
    const found = [];
    for (const resident of (await reviewer.get("/api/v1/residents?limit=50")).body.residents) {
        const { contacts } = (await reviewer.get(`/api/v1/residents/${resident.id}/contacts`)).body;
        for (const contact of contacts) if (contact.state === "approved") found.push({ resident, contact });
        if (found.length > skip) return found[skip];
    }
    throw new Error("the sample has no approved contact");
}

/** The facility's rules for rejections, five of them. */
export async function setRules(hub) {
    const rules = [
        { rule: "2.6", reason: "threat", text: "Threats or plans to harm someone" },
        { rule: "3.1", reason: "contact_not_allowed", text: "Contact with someone who may not be contacted" },
        { rule: "3.4", reason: "contact_not_allowed", text: "Messages for another resident" },
        { rule: "4.2", reason: "photo_not_allowed", text: "Photos that are not allowed" },
        { rule: "5.3", reason: "code", text: "Codes or hidden messages" },
    ];
    const answer = await hub.caller("it").put("/api/v1/review/rules", { rules });
    if (answer.status !== 200) throw new Error(`rules: ${answer.status} ${answer.text}`);
}

/** Puts a message in; its id. `photos`: base64 JPEGs. */
export async function sendIn(provider, { resident, contact }, key, text, photos = []) {
    const body = {
        resident_id: resident.id,
        contact_id: contact.id,
        text,
        idempotency_key: key,
        ...(photos.length > 0 && { photos }),
    };
    const answer = await provider.post("/api/v1/inbound", body);
    if (answer.status !== 201) throw new Error(`inbound: ${answer.status} ${answer.text}`);
    return answer.body.id;
}

/** Different small pictures, painted by the browser. */
export async function paintPhotos(browser, count) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const photos = await page.evaluate((total) => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 480, height: 360 });
        const pen = canvas.getContext("2d");
        return Array.from({ length: total }, (_, index) => {
            pen.fillStyle = `hsl(${(index * 67) % 360} 45% 55%)`;
            pen.fillRect(0, 0, 480, 360);
            pen.fillStyle = `hsl(${(index * 67 + 180) % 360} 70% 80%)`;
            pen.beginPath();
            pen.arc(120 + (index % 4) * 80, 150, 70, 0, 7);
            pen.fill();
            pen.fillStyle = "#20303a";
            pen.fillRect(0, 260, 480, 100);
            return canvas.toDataURL("image/jpeg", 0.8).split(",")[1];
        });
    }, count);
    await context.close();
    return photos;
}
