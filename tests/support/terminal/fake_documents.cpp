// The scripted agent's handbook.
#include "platform/documents/document_text.h"
#include "platform/documents/search.h"
#include "tests/support/terminal/fake_agent.h"

namespace dayroom::test {
namespace {

constexpr const char* kEnglish = R"(dayroom-document-1
code: handbook
language: en
title: Resident handbook
public: yes

# Welcome
This handbook says how things work here. Ask staff when something is not clear.

# Visits
Visits are on Saturday and Sunday, 9:00 AM to 3:00 PM.

## What visitors bring
- A photo ID.
- Nothing else: phones and bags stay in the lockers, which are free of charge and stand at the entrance.

## Booking
1. Choose a day, at least one day before.
2. Wait for the answer under Visits.

! Visitors under 18 come with a parent.

# Mail
## Legal mail
Letters to your lawyer are not read. Write “legal mail” on the envelope.
)";
constexpr const char* kSpanish = R"(dayroom-document-1
code: handbook
language: es
title: Manual del residente
public: yes

# Bienvenida
Este manual dice cómo funciona todo aquí. Pregunte al personal si algo no está claro.

# Visitas
Las visitas son sábado y domingo, de 9:00 AM a 3:00 PM.

## Qué traen los visitantes
- Una identificación con foto.

# Correo
## Correo legal
Las cartas a su abogado no se leen.
)";

const char* name_of_block(wire::Document::Block::Kind kind) {
    if (kind == wire::Document::Block::BULLETS) return "bullets";
    if (kind == wire::Document::Block::NUMBERS) return "numbers";
    return kind == wire::Document::Block::IMPORTANT ? "important" : "paragraph";
}

void fill_chapter(const wire::Document& document, int at, local::Chapter& out) {
    const auto& from = document.chapters(at);
    out.set_chapter(at);
    out.set_chapters(document.chapters_size());
    out.set_title(from.title());
    out.set_document_title(document.title());
    out.set_language(document.language());
    for (const auto& section : from.sections()) {
        auto& added = *out.add_sections();
        added.set_title(section.title());
        for (const auto& block : section.blocks()) {
            auto& copied = *added.add_blocks();
            copied.set_kind(name_of_block(block.kind()));
            *copied.mutable_texts() = block.texts();
        }
    }
}

}  // namespace

void FakeAgent::add_handbook(bool shown) {
    for (const char* text : {kEnglish, kSpanish}) handbook_.push_back(documents::read_text(text).document);
    status_.set_public_documents(shown);
    set_online(status_.online());
}

bool FakeAgent::dispatch_reading(const local::ToAgent& query, Answer& answer) {
    const auto in = [&](const std::string& language) -> const wire::Document& {
        return handbook_.at(language == "es" ? 1 : 0);
    };
    if (query.has_get_schedule()) {
        show_schedule(answer);
        return true;
    }
    if (query.has_get_documents()) {
        auto& list = *answer.mutable_documents();
        if (handbook_.empty()) return true;
        const wire::Document& document = in(query.get_documents().language());
        auto& added = *list.add_documents();
        added.set_id("handbook-" + document.language());
        added.set_code(document.code());
        added.set_title(document.title());
        added.set_language(document.language());
        added.set_in_force_ms(clock_.now().ms());
        for (const auto& chapter : document.chapters()) {
            auto& titled = *added.add_chapters();
            titled.set_title(chapter.title());
            for (const auto& section : chapter.sections()) titled.add_sections(section.title());
        }
        return true;
    }
    if (query.has_get_chapter()) {
        const std::string& id = query.get_chapter().document_id();
        fill_chapter(in(id.substr(id.size() - 2)), query.get_chapter().chapter(), *answer.mutable_chapter());
        answer.mutable_chapter()->set_document_id(id);
        return true;
    }
    if (!query.has_search_document()) return false;
    const std::string& id = query.search_document().document_id();
    const wire::Document& document = in(id.substr(id.size() - 2));
    const auto found = documents::find(document, query.search_document().text());
    answer.mutable_passages()->set_total(found.total);
    for (const auto& passage : found.passages) {
        auto& added = *answer.mutable_passages()->add_passages();
        added.set_document_id(id);
        added.set_chapter(passage.chapter);
        added.set_section(passage.section);
        const auto& chapter = document.chapters(passage.chapter);
        const std::string& section = chapter.sections(passage.section).title();
        added.set_title(section.empty() ? chapter.title() : chapter.title() + " · " + section);
        added.set_snippet(passage.snippet);
    }
    return true;
}

}  // namespace dayroom::test
