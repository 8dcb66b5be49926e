package org.tillmesh.app.facing;

import java.util.Locale;

/** The few words of the customer's screen, in the language that it is set to. */
enum FacingWords {
    ARABIC("أهلًا بكم", "الإجمالي", "المدفوع", "المتبقي", "الباقي لكم", "شكرًا لكم", "فاتورتكم"),
    ENGLISH("Welcome", "Total", "Paid", "Left to pay", "Your change", "Thank you", "Your invoice");

    final String welcome;
    final String total;
    final String paid;
    final String due;
    final String change;
    final String thanks;
    final String invoice;

    FacingWords(
            String welcome, String total, String paid, String due, String change, String thanks, String invoice) {
        this.welcome = welcome;
        this.total = total;
        this.paid = paid;
        this.due = due;
        this.change = change;
        this.thanks = thanks;
        this.invoice = invoice;
    }

    static FacingWords of(Locale language) {
        return language.getLanguage().equals("ar") ? ARABIC : ENGLISH;
    }

    boolean isRightToLeft() {
        return this == ARABIC;
    }

    String name(String english, String arabic) {
        return isRightToLeft() && !arabic.isEmpty() ? arabic : english;
    }
}
