#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/filter/filter_support.h"

using namespace dayroom;
using namespace dayroom::facility;
using facility_test::filter_of;
using facility_test::found;

TEST_CASE("leet is undone inside words that have letters") {
    const WordFilter filter = filter_of({"bomb", "kill", "heroin", "ass", "ak47", "girl"});
    CHECK(found(filter, "a b0mb here") == "0@2+4~");
    CHECK(found(filter, "B0M8!") == "0@0+4~");
    CHECK(found(filter, "k1ll, ki1l, ki|l") == "1@0+4~ 1@6+4~ 1@12+4~");
    CHECK(found(filter, "h3r01n") == "2@0+6~");
    CHECK(found(filter, "@ss a$$") == "3@0+3~ 3@4+3~");
    CHECK(found(filter, "455 5 a 5").empty());
    CHECK(found(filter, "AK47 ak-47 a.k.4.7") == "4@0+4 4@5+5~ 4@11+7~");
    CHECK(found(filter, "9ir1 gir1") == "5@0+4~ 5@5+4~");
}

TEST_CASE("letters held apart are one word") {
    const WordFilter filter = filter_of({"bomb", "sex", "kill him", "ass", "炸弹"});
    CHECK(found(filter, "b o m b") == "0@0+7~");
    CHECK(found(filter, "the b.o.m.b.") == "0@4+7~");
    CHECK(found(filter, "b-o-m-b b_o_m_b") == "0@0+7~ 0@8+7~");
    CHECK(found(filter, "b  o . m  b") == "0@0+11~");
    CHECK(found(filter, "a b o m b s") == "0@2+7~");
    CHECK(found(filter, "bo.mb, bo-m-b") == "0@0+5~ 0@7+6~");
    CHECK(found(filter, "s e x") == "1@0+5~");
    CHECK(found(filter, "b 0 m b!") == "0@0+7~");
    CHECK(found(filter, "see s e x y").empty());
    CHECK(found(filter, "k i l l  h i m") == "2@0+14~");
    CHECK(found(filter, "a-s-s as-s") == "3@0+5~ 3@6+4~");
    CHECK(found(filter, "我有炸.弹, 炸 弹") == "4@2+3~ 4@7+3~");
    CHECK(found(filter, "爆炸，弹琴 爆炸 弹药").empty());
}

TEST_CASE("a run is read from where it begins, whatever it is parted by and whatever stands in front") {
    const WordFilter filter = filter_of({"*ammmab", "aaaa*", "*bsB"});
    CHECK(found(filter, "*am'mm'a'b *，a，mm，m，a，b") == "0@13+10~");
    CHECK(found(filter, "aaa*  aaaa* a-aa-a") == "1@6+4 1@12+6~");
    CHECK(found(filter, "osoa s \xCC\x81* b s B  ms").empty());
}
