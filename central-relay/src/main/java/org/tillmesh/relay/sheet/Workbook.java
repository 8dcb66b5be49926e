package org.tillmesh.relay.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.BadTable;
import org.tillmesh.retail.catalogue.ImportRule;

/**
 * A workbook as ECMA-376 has it ("Office Open XML", .xlsx). Its shared texts are kept in memory, its sheets are read row by
 * row.
 */
final class Workbook {
    private static final String PACKAGE = "_rels/.rels";
    private static final int TEXTS_MAX = 2_000_000;
    private static final int TEXT_CHARS_MAX = 64 << 20;
    private static final int SHEETS_MAX = 1_000;

    private final ZipParts zip;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private DateFormats formats = new DateFormats();
    private boolean isFrom1904;

    /** A sheet that holds cells. */
    record Sheet(String name, String part, boolean isVisible) {}

    /** Where something of a part lies. @param type its last word, like {@code worksheet} */
    private record Target(String type, String part) {}

    /** @throws BadTable if the file is no workbook, or a damaged one */
    Workbook(byte[] file) {
        zip = new ZipParts(file);
        if (!zip.has(PACKAGE)) {
            throw other();
        }
        String main = targets(PACKAGE, "").values().stream()
                .filter(target -> target.type().equals("officeDocument"))
                .map(Target::part)
                .findFirst()
                .orElseThrow(this::other);
        if (main.endsWith(".bin")) {
            throw new BadTable(ImportRule.OTHER_FORMAT.with("xlsb"));
        }
        int slash = main.lastIndexOf('/') + 1;
        String folder = main.substring(0, slash);
        String relations = folder + "_rels/" + main.substring(slash) + ".rels";
        Map<String, Target> targets = zip.has(relations) ? targets(relations, folder) : Map.of();
        readMain(main, targets);
        if (sheets.isEmpty()) {
            throw ZipParts.damaged(main, null);
        }
        for (Target target : targets.values()) {
            if (target.type().equals("sharedStrings")) {
                readTexts(target.part());
            } else if (target.type().equals("styles")) {
                formats = new DateFormats(new PartReader(zip, target.part()));
            }
        }
    }

    /** What a zip file without a workbook is. */
    private BadTable other() {
        return new BadTable(ImportRule.OTHER_FORMAT.with(zip.has("content.xml") ? "ods" : "zip"));
    }

    /** By id. @param folder of the part whose relations they are */
    private Map<String, Target> targets(String relations, String folder) {
        var targets = new TreeMap<String, Target>();
        var xml = new PartReader(zip, relations);
        while (xml.goTo("Relationship")) {
            String id = xml.attribute("Id");
            String type = xml.attribute("Type");
            String target = xml.attribute("Target");
            if (id != null && type != null && target != null) {
                String last = type.substring(type.lastIndexOf('/') + 1);
                targets.put(id, new Target(last, target.startsWith("/") ? target.substring(1) : folder + target));
            }
        }
        return targets;
    }

    private void readMain(String main, Map<String, Target> targets) {
        var xml = new PartReader(zip, main);
        while (xml.goTo("workbookPr", "sheet") && sheets.size() < SHEETS_MAX) {
            if (xml.element().equals("workbookPr")) {
                isFrom1904 = xml.isTrue("date1904");
            } else {
                String state = xml.attribute("state");
                Target target = targets.get(text(xml.attribute("id")));
                if (target != null && target.type().equals("worksheet")) {
                    sheets.add(new Sheet(
                            Escapes.undone(text(xml.attribute("name"))),
                            target.part(),
                            state == null || state.equals("visible")));
                }
            }
        }
    }

    private static String text(@Nullable String attribute) {
        return attribute == null ? "" : attribute;
    }

    private void readTexts(String part) {
        var xml = new PartReader(zip, part);
        long characters = 0;
        while (xml.goTo("si")) {
            String text = xml.runs();
            characters += text.length();
            texts.add(text);
            if (texts.size() > TEXTS_MAX || characters > TEXT_CHARS_MAX) {
                throw new BadTable(ImportRule.WORKBOOK_LARGE.with(ZipParts.BYTES_MAX >> 20));
            }
        }
    }

    /** The names of the sheets that hold cells, in their order. */
    List<String> sheetNames() {
        return sheets.stream().map(Sheet::name).toList();
    }

    /**
     * A sheet by its name.
     *
     * @param name in small or capital letters; empty for the first that is not hidden, else the first
     * @throws BadTable if there is none of that name
     */
    Sheet sheet(String name) {
        if (name.isEmpty()) {
            return sheets.stream().filter(Sheet::isVisible).findFirst().orElse(sheets.get(0));
        }
        return sheets.stream()
                .filter(sheet -> sheet.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new BadTable(ImportRule.SHEET_UNKNOWN.with(name, String.join(", ", sheetNames()))));
    }

    SheetRows rows(Sheet sheet) {
        return new SheetRows(
                new PartReader(zip, sheet.part()), new CellReader(texts, formats, isFrom1904, sheet.part()));
    }
}
