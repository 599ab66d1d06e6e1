#include "terminal/features/documents/documents_feature.h"

namespace dayroom::features {

void DocumentsFeature::forget() {
    documents_.Clear();
    passages_.Clear();
    chapter_.Clear();
    known_ = searched_ = chapter_known_ = false;
    shown_.clear();
    search_.clear();
    spot_ = {};
    searching_ = 0;
    frames_to_reveal_ = 0;
}

void DocumentsFeature::enter(Host& host, const Place& place) {
    if (const auto spot = spot_of(place.parameter); place.screen == ScreenId::kChapter && spot) {
        if (!(spot_ == *spot)) {
            chapter_known_ =
                chapter_known_ && chapter_.document_id() == spot->document && chapter_.chapter() == spot->chapter;
            frames_to_reveal_ = spot->section > 0 ? 2 : 0;
        }
        spot_ = *spot;
    }
    if (place.screen == ScreenId::kDocument && shown_ != place.parameter) {
        shown_ = place.parameter;
        search_.clear();
        searched_ = false;
    }
    moved(host);
}

void DocumentsFeature::moved(Host& host) {
    local::ToAgent query;
    query.mutable_get_documents()->set_language(host.texts().language());
    host.ask(std::move(query));
    if (!spot_.document.empty()) ask_chapter(host);
    if (searched_) ask_search(host);
}

void DocumentsFeature::ask_chapter(Host& host) {
    local::ToAgent query;
    query.mutable_get_chapter()->set_document_id(spot_.document);
    query.mutable_get_chapter()->set_chapter(spot_.chapter);
    host.ask(std::move(query));
}

void DocumentsFeature::ask_search(Host& host) {
    searching_ = 0;
    passages_.Clear();
    searched_ = false;
    if (search_.words().empty()) return;
    local::ToAgent query;
    query.mutable_search_document()->set_document_id(shown_);
    query.mutable_search_document()->set_text(search_.words());
    searching_ = host.ask(std::move(query));
}

void DocumentsFeature::answer(Host&, std::uint32_t number, const local::ToTerminal& reply) {
    if (reply.has_documents()) {
        documents_ = reply.documents();
        known_ = true;
    }
    if (reply.has_chapter() && reply.chapter().document_id() == spot_.document &&
        reply.chapter().chapter() == spot_.chapter) {
        chapter_ = reply.chapter();
        chapter_known_ = true;
    }
    if (reply.has_passages() && number == searching_) {
        passages_ = reply.passages();
        searched_ = true;
    }
}

std::string DocumentsFeature::title(Host& host, const Place& place) {
    const auto& t = host.texts();
    if (place.screen == ScreenId::kChapter) return chapter_known_ ? chapter_.title() : t("documents.title");
    const bool one = place.screen == ScreenId::kDocument || documents_.documents_size() == 1;
    const auto* document = one ? document_of(documents_, place.parameter) : nullptr;
    return document != nullptr ? document->title() : t("documents.title");
}

void DocumentsFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    if (place.screen == ScreenId::kChapter) {
        const auto spot = spot_of(place.parameter);
        const bool here = spot && chapter_known_ && chapter_.document_id() == spot->document;
        return here ? draw_chapter(host, ui, rect, *spot) : draw_empty(host, ui, rect);
    }
    if (!known_ || documents_.documents().empty()) return draw_empty(host, ui, rect);
    const bool one = place.screen == ScreenId::kDocument || documents_.documents_size() == 1;
    if (!one) return draw_documents(host, ui, rect);
    const auto* document = document_of(documents_, place.parameter);
    if (document == nullptr) return draw_empty(host, ui, rect);
    shown_ = document->id();
    draw_document(host, ui, rect, *document);
}

}  // namespace dayroom::features
