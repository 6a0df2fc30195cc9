#include "indexer/readers/table/column_names.hpp"

#include <array>
#include <string>

#include "common/analysis/fold_name.hpp"
#include "indexer/readers/text/text_layout.hpp"

namespace dateline {
namespace {

using namespace std::literals;

struct ColumnName {
  FieldId field;
  std::string_view name;  ///< folded
};

/// Words that a person writes over a column, in the languages that news is read in most.
constexpr std::array columns{
    ColumnName{FieldId::title, "titel"sv},       ColumnName{FieldId::title, "überschrift"sv},
    ColumnName{FieldId::title, "schlagzeile"sv}, ColumnName{FieldId::title, "titre"sv},
    ColumnName{FieldId::title, "título"sv},      ColumnName{FieldId::title, "titulo"sv},
    ColumnName{FieldId::title, "titular"sv},     ColumnName{FieldId::title, "titolo"sv},
    ColumnName{FieldId::title, "tytuł"sv},       ColumnName{FieldId::title, "заголовок"sv},
    ColumnName{FieldId::title, "назва"sv},       ColumnName{FieldId::title, "название"sv},
    ColumnName{FieldId::title, "titulek"sv},     ColumnName{FieldId::title, "rubrik"sv},
    ColumnName{FieldId::title, "başlık"sv},      ColumnName{FieldId::title, "标题"sv},
    ColumnName{FieldId::title, "標題"sv},        ColumnName{FieldId::title, "タイトル"sv},
    ColumnName{FieldId::title, "제목"sv},        ColumnName{FieldId::title, "العنوان"sv},
    ColumnName{FieldId::text, "inhalt"sv},       ColumnName{FieldId::text, "artikel"sv},
    ColumnName{FieldId::text, "volltext"sv},     ColumnName{FieldId::text, "texte"sv},
    ColumnName{FieldId::text, "contenu"sv},      ColumnName{FieldId::text, "texto"sv},
    ColumnName{FieldId::text, "contenido"sv},    ColumnName{FieldId::text, "conteúdo"sv},
    ColumnName{FieldId::text, "testo"sv},        ColumnName{FieldId::text, "tekst"sv},
    ColumnName{FieldId::text, "treść"sv},        ColumnName{FieldId::text, "текст"sv},
    ColumnName{FieldId::text, "metin"sv},        ColumnName{FieldId::text, "正文"sv},
    ColumnName{FieldId::text, "内容"sv},         ColumnName{FieldId::text, "本文"sv},
    ColumnName{FieldId::text, "본문"sv},         ColumnName{FieldId::text, "النص"sv},
    ColumnName{FieldId::date, "datum"sv},        ColumnName{FieldId::date, "veröffentlicht"sv},
    ColumnName{FieldId::date, "fecha"sv},        ColumnName{FieldId::date, "data"sv},
    ColumnName{FieldId::date, "дата"sv},         ColumnName{FieldId::date, "tarih"sv},
    ColumnName{FieldId::date, "日期"sv},         ColumnName{FieldId::date, "日付"sv},
    ColumnName{FieldId::date, "날짜"sv},         ColumnName{FieldId::date, "التاريخ"sv},
    ColumnName{FieldId::source, "quelle"sv},     ColumnName{FieldId::source, "fuente"sv},
    ColumnName{FieldId::source, "fonte"sv},      ColumnName{FieldId::source, "źródło"sv},
    ColumnName{FieldId::source, "источник"sv},   ColumnName{FieldId::source, "джерело"sv},
    ColumnName{FieldId::source, "bron"sv},       ColumnName{FieldId::source, "kaynak"sv},
    ColumnName{FieldId::source, "来源"sv},       ColumnName{FieldId::source, "publication"sv},
    ColumnName{FieldId::authors, "autor"sv},     ColumnName{FieldId::authors, "auteur"sv},
    ColumnName{FieldId::authors, "autore"sv},    ColumnName{FieldId::authors, "автор"sv},
    ColumnName{FieldId::authors, "yazar"sv},     ColumnName{FieldId::authors, "作者"sv},
    ColumnName{FieldId::authors, "著者"sv},      ColumnName{FieldId::url, "adresse"sv},
    ColumnName{FieldId::url, "lien"sv},          ColumnName{FieldId::url, "enlace"sv},
    ColumnName{FieldId::url, "ссылка"sv},        ColumnName{FieldId::url, "посилання"sv},
    ColumnName{FieldId::url, "链接"sv},          ColumnName{FieldId::language, "sprache"sv},
    ColumnName{FieldId::language, "langue"sv},   ColumnName{FieldId::language, "idioma"sv},
    ColumnName{FieldId::language, "язык"sv},     ColumnName{FieldId::language, "мова"sv},
    ColumnName{FieldId::tags, "schlagwörter"sv}, ColumnName{FieldId::tags, "etiquetas"sv},
    ColumnName{FieldId::tags, "теги"sv},         ColumnName{FieldId::tags, "标签"sv},
};

}  // namespace

std::optional<FieldId> field_of_column(std::string_view name) {
  const std::string folded = fold_name(trim(name));
  for (const ColumnName& column : columns)
    if (fold_name(column.name) == folded) return column.field;
  return std::nullopt;
}

}  // namespace dateline
