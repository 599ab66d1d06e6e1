// The call that ends an account. It carries the amount that was shown: when there is another one by then the hub refuses, and it is looked at again.
import { api } from "../base/session.js";

/** `way`: pay-out or transfer-package. `onLook()`: shows what is there now. */
export async function payOutAt(way, resident, body, onLook) {
    try {
        return await api.post(`/api/v1/residents/${encodeURIComponent(resident.id)}/${way}`, body);
    } catch (error) {
        onLook();
        throw error;
    }
}
