// What a resident can still do about one request: say more, and take it back. Inside terminal/features/requests only.
#pragma once

#include <string>

#include "terminal/features/base/draft_keeper.h"
#include "terminal/features/requests/requests_model.h"
#include "terminal/ui/kit/text_buffer.h"

namespace dayroom::features {

inline constexpr std::size_t kMaxReplyCharacters = 4'000;  // the hub's limit (platform/wire/limits.h)

class Replying {
public:
    /// The request with this id is on the screen.
    void open(Host& host, const std::string& id);
    void leave(Host& host);
    /// True when it was the answer to one of its queries. `done`: the request is to be read again.
    bool answer(Host& host, std::uint32_t number, const local::ToTerminal& reply, bool& done);
    void draw(Host& host, ui::Ui& ui, ui::Cut& column, const RequestDetail& detail);
    void draw_dialog(Host& host, ui::Ui& ui);

private:
    std::string kept() const;
    void take_draft();
    void send(Host& host);
    void withdraw(Host& host);

    std::string request_;
    std::string nonce_;  // made once a reply: sending it again after a crash says it once
    ui::TextBuffer text_{kMaxReplyCharacters, true};
    DraftKeeper draft_;
    std::uint32_t reply_ = 0;  // query
    std::uint32_t withdrawal_ = 0;
    bool asking_to_withdraw_ = false;
};

}  // namespace dayroom::features
