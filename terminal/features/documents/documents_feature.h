// Handbook and rules: which there are, the contents of one with a search, and a chapter to read. Signed in, and signed
// out those that the facility made public: there an object of its own, which knows of no person.
#pragma once

#include "terminal/features/base/feature.h"
#include "terminal/features/base/search_box.h"
#include "terminal/features/documents/documents_model.h"

namespace dayroom::features {

class DocumentsFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

    /// Nothing of who has read here stays: the next one begins anew.
    void forget();

private:
    void ask_chapter(Host& host);
    void ask_search(Host& host);
    /// Nothing there, or not yet.
    void draw_empty(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_documents(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_document(Host& host, ui::Ui& ui, ui::Rect rect, const local::Document& document);
    void draw_contents(Host& host, ui::Ui& ui, ui::Rect rect, const local::Document& document);
    void draw_passages(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_chapter(Host& host, ui::Ui& ui, ui::Rect rect, const Spot& spot);
    void draw_steps(Host& host, ui::Ui& ui, ui::Cut& column, const Spot& spot);

    local::Documents documents_;
    bool known_ = false;
    std::string shown_;  // the document whose contents are looked at
    SearchBox search_;
    local::Passages passages_;
    bool searched_ = false;        // passages_ are of what stands in the field
    std::uint32_t searching_ = 0;  // the newest search
    Spot spot_;                    // that was asked for
    local::Chapter chapter_;
    bool chapter_known_ = false;
    int frames_to_reveal_ = 0;  // a section comes into sight once it has been drawn
};

}  // namespace dayroom::features
