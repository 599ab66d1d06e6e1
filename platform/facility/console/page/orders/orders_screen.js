// The commissary's orders: windows, the orders of one, one order. #/orders, #/orders/WINDOW[/list], #/orders/WINDOW/order/ORDER
import { html } from "../parts/html.js";
import { OrderPage } from "./order_page.js";
import { WindowPage } from "./window_page.js";
import { WindowsList } from "./windows_list.js";

export function OrdersScreen({ parts }) {
    const [window, view, order] = parts;
    if (!window) return html`<${WindowsList} />`;
    if (view === "order" && order) return html`<${OrderPage} key=${order} window=${window} id=${order} />`;
    return html`<${WindowPage} key=${window} id=${window} view=${view} />`;
}
