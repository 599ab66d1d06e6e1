// One message with everything about it: each step with its time, the credits, the receipt code, and what can be done.
#pragma once

#include <optional>
#include <string>

#include "terminal/features/base/asked.h"
#include "terminal/features/base/feature.h"
#include "terminal/features/base/photo_cache.h"
#include "terminal/features/messages/bubble_view.h"
#include "terminal/features/messages/message_page_model.h"

namespace dayroom::features {

class MessagePageView {
public:
    explicit MessagePageView(PhotoCache& photos) : photos_(photos) {}

    void open(Host& host, const std::string& message_id);
    void refresh(Host& host);
    bool answer(std::uint32_t number, const local::ToTerminal& reply);
    std::string title(Host& host) const;
    /// What was pressed in it, as in a bubble; printing is done here.
    BubblePress draw(Host& host, ui::Ui& ui, ui::Rect rect);
    /// The message that is shown; null while it is not here.
    const local::Message* message() const { return message_.has_value() ? &*message_ : nullptr; }

private:
    enum class Want { kMessage, kForms };
    void draw_facts(Host& host, ui::Ui& ui, ui::Cut& column, const MessagePage& page);

    PhotoCache& photos_;
    Asked<Want> asked_;
    std::string id_;
    std::optional<local::Message> message_;
    bool gone_ = false;
    std::optional<local::Form> print_form_;
};

}  // namespace dayroom::features
