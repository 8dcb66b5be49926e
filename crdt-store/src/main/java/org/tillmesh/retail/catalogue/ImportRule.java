package org.tillmesh.retail.catalogue;

import static org.tillmesh.retail.words.Parameter.choice;
import static org.tillmesh.retail.words.Parameter.coded;
import static org.tillmesh.retail.words.Parameter.count;
import static org.tillmesh.retail.words.Parameter.money;
import static org.tillmesh.retail.words.Parameter.named;
import static org.tillmesh.retail.words.Parameter.sentence;

import java.util.List;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Wording;

/** What is wrong with a file of products, each with what is said of it. */
public enum ImportRule implements Wording {
    /** Where it is. */
    IN_ROW(coded("row"), sentence("problem")),
    IN_CELL(coded("row"), coded("column"), sentence("problem")),

    // ---- files
    TEXT_BROKEN(coded("line"), coded("encoding")),
    TEXT_WITH_ZEROS,
    TEXT_UNKNOWN,
    ENCODING_UNKNOWN(named("text"), coded("encodings")),
    OTHER_FORMAT(choice("format", "xls", "xlsb", "ods", "html", "pdf", "zip")),
    WORKBOOK_DAMAGED(coded("part")),
    WORKBOOK_LARGE(count("most")),
    SHEET_UNKNOWN(named("text"), named("sheets")),
    FILE_EMPTY(coded("columns")),
    ROWS_MANY(count("most")),
    ROWS_NONE,

    // ---- columns and rows
    COLUMN_MISSING(coded("column")),
    COLUMN_UNKNOWN(named("text"), coded("columns")),
    COLUMN_BLANK(coded("place")),
    COLUMN_TWICE(coded("column")),
    QUOTE_OPEN,
    QUOTE_FOLLOWED,
    ROW_LENGTH(count("fields"), count("header")),
    ROW_WIDE(count("most")),

    // ---- cells
    CELL_EMPTY(count("most")),
    CELL_DATE(named("text")),
    CELL_ERROR(named("text")),
    CELL_WITHOUT_RESULT,
    NUMBER_LONG(coded("text")),
    TEXT_LONG(named("text"), count("length"), count("most")),
    LETTERS_LOST(named("text")),
    LETTER_UNSEEN(named("text"), coded("letter")),
    ID_TWICE(coded("id"), coded("row")),
    NO_CHOICE(named("text"), coded("choices")),
    NO_YES(named("text")),
    NO_AGE(named("text")),
    WEIGHED_BY_PIECE(coded("unit")),
    UNIT_PARTS(named("text")),
    UNIT_CODE(named("text")),
    UNIT_NAME(coded("unit"), count("most")),
    UNIT_NUMBER(named("text")),
    UNIT_TWICE(coded("unit")),
    UNIT_CODE_TWICE(coded("code")),
    PART_NO_PRODUCT(named("text")),
    PART_TWICE(named("text")),
    PARTS_MANY(count("parts"), coded("most")),
    PART_NUMBER(named("text")),
    PART_UNKNOWN(named("text")),
    PART_OF_ITS_OWN(coded("id"), named("name")),
    PART_BROKEN(coded("id"), named("name"), coded("qty")),
    BUNDLE_MEASURED(coded("id"), coded("unit")),
    NO_STOCK(named("text")),
    CONTAINER_ITSELF(named("text")),
    CATEGORY_UNKNOWN(named("text"), coded("categories")),
    PROFILE_UNKNOWN(named("text"), coded("profiles")),
    PROFILE_OF_OTHER_TAX(coded("tax"), coded("profile"), coded("category")),

    // ---- prices
    PRICE_EMPTY,
    PRICE_LIKE_CODE(named("text")),
    NO_PRICE(named("text")),
    PRICE_NEGATIVE(named("text")),
    PRICE_HIGH(named("text"), money("most")),

    // ---- barcodes
    CODE_SHORTENED(named("text")),
    CODE_WITH_DECIMALS(named("text"), coded("digits")),
    CODE_LIKE_PRICE(named("text")),
    NO_CODE(named("text")),
    CODE_TAKEN(coded("code"), coded("owner"), named("name")),
    CODE_OF_LABEL(coded("code"), coded("item"), coded("owner"), named("name")),
    CODE_OVER_LABEL(coded("code"), coded("label"), coded("owner"), named("name")),

    // ---- what is taken, and should be looked at
    CHECK_DIGIT(coded("code"), coded("mended")),
    ZERO_LOST(coded("code"), coded("mended")),
    LABEL_WHOLE(coded("code"), coded("item")),
    ENCODING_DOUBTFUL(coded("encoding"), coded("other")),
    ROWS_HIDDEN(count("hidden")),
    COLUMN_LEFT_OUT(named("text"), coded("columns"));

    private final List<Parameter> parameters;

    ImportRule(Parameter... parameters) {
        this.parameters = List.of(parameters);
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }
}
