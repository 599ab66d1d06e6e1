// A file as text, as the hub's calls take it.

/** Of a File. */
export const asBase64 = (file) =>
    new Promise((done, failed) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
        reader.onerror = () => failed(reader.error);
        reader.readAsDataURL(file);
    });
