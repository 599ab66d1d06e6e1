// The parts of dayroom-bench. Each prints its figures (report.h) and throws when it cannot measure.
#pragma once

namespace dayroom::bench {

void bench_repaint();     // every screen of the terminal, drawn whole
void bench_ledger();      // durable debits on the embedded hub
void bench_money();       // a busy day's mixture, small books and large; tie-out, a statement
void bench_sign_in();     // 12,000 messages in one vault: sign-in, lists, search
void bench_messages();    // 105,000 messages: search, opening a thread, scrolling
void bench_shelves();     // a commissary of 2,000 items: scrolling and searching
void bench_first_sync();  // a new terminal and 10,000 messages, beside a plain download and mbsync
void bench_feed();        // what the hub builds for a terminal
void bench_filter();      // the word filter over messages of each language
void bench_review();      // the review queue with 100,000 messages; messages from outside through the filter
void bench_requests();    // 100,000 requests: pages of each view, filters, a receipt code
void bench_fleet();       // 10,000 terminals: the page of all, metrics
void bench_hub();         // a real hub process: idle terminals, commands, commit to screen
void bench_crash();       // a crash of either half of a terminal, until the signed-out screen stands again

}  // namespace dayroom::bench
