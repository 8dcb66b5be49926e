package org.tillmesh.app.shift;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.shift.Denominations;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;

/** What is filled in on the shift's screen: each form with its words and its fields. */
enum ShiftForm {
    OPENING("openShift", "float"),
    OPENING_NOTES("openShift", "openNotesLead"),
    SUM("closeShift", "counted"),
    NOTES("closeShift", "countedNotes"),
    CASH_IN("cashIn", "cashInLead"),
    CASH_OUT("cashOut", "cashOutLead"),
    CASH_DROP("cashDrop", "cashDropLead"),
    DRAWER("openDrawer", "openDrawerLead");

    static final String AMOUNT = "amount";
    static final String REASON = "reason";
    private static final String NOTE = "note:";
    private static final String TENDER = "tender:";

    final String title;
    final String lead;

    ShiftForm(String title, String lead) {
        this.title = title;
        this.lead = lead;
    }

    /** What it moves the cash for; null for a form that counts. */
    CashMovement.@Nullable Kind kind() {
        return switch (this) {
            case CASH_IN -> CashMovement.Kind.IN;
            case CASH_OUT -> CashMovement.Kind.OUT;
            case CASH_DROP -> CashMovement.Kind.DROP;
            case DRAWER -> CashMovement.Kind.NO_SALE;
            case OPENING, OPENING_NOTES, SUM, NOTES -> null;
        };
    }

    boolean isOpening() {
        return this == OPENING || this == OPENING_NOTES;
    }

    boolean isClosing() {
        return this == SUM || this == NOTES;
    }

    /** Whether notes and coins are counted piece by piece. */
    boolean isOfNotes() {
        return this == NOTES || this == OPENING_NOTES;
    }

    static String note(Money value) {
        return NOTE + value;
    }

    static String tender(TenderKind kind) {
        return TENDER + kind.code();
    }

    /** Of which slips are counted beside the cash. */
    static List<TenderKind> slips() {
        return List.of(TenderKind.CARD, TenderKind.GIFT, TenderKind.CREDIT, TenderKind.ACCOUNT);
    }

    List<ShiftView.Entry> entries(Language in) {
        var entries = new ArrayList<ShiftView.Entry>();
        if (isOfNotes()) {
            Denominations.OF_RIYAL.forEach(
                    value -> entries.add(new ShiftView.Entry(note(value), Language.code(value.toString()), true)));
        }
        if (this == NOTES) {
            slips().forEach(kind ->
                    entries.add(new ShiftView.Entry(tender(kind), in.text("slips_" + kind.code()), true)));
        } else if (this != DRAWER && this != OPENING_NOTES) {
            entries.add(new ShiftView.Entry(AMOUNT, in.text("amount"), true));
        }
        if (!isOpening() && this != SUM) {
            entries.add(new ShiftView.Entry(REASON, in.text(this == NOTES ? "differenceReason" : "reason"), false));
        }
        return entries;
    }
}
