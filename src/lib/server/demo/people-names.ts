export interface NameFamily {
	/** How many of a hundred pupils get both names from here. */
	readonly share: number;
	readonly givenNames: readonly string[];
	/** With the tussenvoegsel in front, as one says it: `van der Wal`. */
	readonly surnames: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s*,\s*/);

const dutch: NameFamily = {
	share: 63,
	givenNames: words(`Aafke, Anne, Annelot, Babette, Benthe, Britt, Carlijn, Chantal, Daphne, Demi, Eline, Elin, Esmee, Evi, Femke,
		Fenna, Fleur, Floor, Guusje, Hannah, Ilse, Iris, Isa, Jasmijn, Jente, Jet, Jill, Jonna, Julia, Juul, Kaatje, Kim, Lana, Lieke,
		Linde, Lisa, Loes, Lotte, Maaike, Maartje, Marit, Maud, Meike, Merel, Mila, Mirthe, Nienke, Nina, Noor, Nora, Pien, Pleun,
		Puck, Rosa, Roos, Sanne, Saar, Sofie, Sterre, Suze, Tess, Tessel, Tirza, Vera, Veerle, Wende, Yfke, Zoë,
		Abel, Bart, Bas, Boaz, Bram, Cas, Daan, Daniël, Dirk, Duuk, Fedde, Finn, Floris, Freek, Gijs, Guus, Hidde, Hugo, Jaap, Jan,
		Jelle, Jens, Jesse, Job, Jochem, Joep, Jonas, Jop, Joris, Jurre, Kasper, Koen, Lars, Levi, Luuk, Max, Mees, Melle, Mick, Morris,
		Niels, Noud, Olaf, Olivier, Otis, Pelle, Pepijn, Pim, Quinten, Reinder, Rens, Robin, Ruben, Sam, Sem, Sepp, Siebe, Sil, Stijn,
		Storm, Sven, Teun, Thijmen, Thijs, Thomas, Tibbe, Tijn, Tim, Timo, Tobias, Tygo, Wessel, Wouter, Ynte`),
	surnames: words(`Aalbers, Bakker, van Balen, van Beek, van den Berg, Beekman, de Boer, Boersma, Bos, van den Bosch, ten Brink,
		Brinkman, Brouwer, de Bruin, Bruins, van Dalen, Dekker, van Dijk, Dijkstra, van Doorn, Drost, van Eijk, Evers, van Es, Faber,
		Gerritsen, van der Goot, de Graaf, Groen, de Groot, de Haan, Haverkamp, Hendriks, van der Heide, Hoekstra, van den Hoek,
		in 't Hout, Hofman, Huisman, Jacobs, Jansen, Janssen, de Jager, Kamphuis, Klaassen, Kok, Koning, Koopman, Kramer, Kuipers,
		de Lange, van Leeuwen, Lammers, van der Linden, van Loon, Maas, Meijer, van der Meulen, Mulder, Mol, Nijhuis, Olthof, Oosterhuis,
		op 't Hof, Peeters, Postma, Prins, Reinders, de Ridder, van Rijn, Roos, Ruiter, Schaap, Scholten, Schouten, Smeets, Smit,
		Sijtsma, van der Steen, Stevens, ter Steege, Tuinstra, Timmermans, van 't Veer, Veenstra, van Veen, van de Ven, Verbeek, Verhoeven,
		Vermeulen, Visser, Vos, de Vries, van Vliet, van der Wal, Westra, de Wit, Willems, de Winter, Wolters, van der Zee, Zijlstra`)
};

const moroccan: NameFamily = {
	share: 9,
	givenNames: words(`Amira, Chaima, Dounia, Fatima, Hafsa, Hajar, Hiba, Ikram, Imane, Jihane, Loubna, Malak, Mariam, Naoual, Nisrine,
		Oumaima, Salma, Siham, Sofia, Yasmina, Adam, Amine, Anas, Ayoub, Bilal, Hamza, Ilias, Imran, Ismail, Marouan, Mohamed, Nabil,
		Rayan, Reda, Soufian, Tarik, Walid, Younes, Zakaria`),
	surnames: words(`Aarab, Achahbar, Amrani, Azzouzi, Bakkali, Ben Haddou, Benali, Bouzidi, Boukhari, Chaouch, El Amrani, El Fassi,
		El Haddaoui, El Idrissi, El Khattabi, El Mansouri, Haddad, Lahlou, Mimouni, Ouali, Saidi, Tahiri, Yahyaoui, Zerrouk`)
};

const turkish: NameFamily = {
	share: 8,
	givenNames: words(`Aylin, Beyza, Büşra, Ceren, Defne, Ebru, Ecrin, Elif, Esra, Hilal, İrem, Melisa, Merve, Nehir, Selin, Sena,
		Sude, Zehra, Zeynep, Ali, Arda, Baran, Berkay, Burak, Can, Deniz, Efe, Emir, Emre, Enes, Kaan, Kerem, Mert, Ömer, Onur, Umut,
		Yiğit, Yusuf`),
	surnames: words(`Acar, Aksoy, Arslan, Aydın, Bulut, Çelik, Çetin, Demir, Doğan, Erdem, Güneş, Kaplan, Kara, Kaya, Keskin, Koç,
		Korkmaz, Özdemir, Öztürk, Polat, Şahin, Şimşek, Taş, Yavuz, Yıldız, Yılmaz`)
};

const surinamese: NameFamily = {
	share: 7,
	givenNames: words(`Anjali, Ashley, Cherise, Denise, Dionne, Genaida, Ishani, Jada, Kiara, Naomi, Priya, Rochelle, Shanti, Shanice,
		Sharona, Vaishali, Aryan, Damian, Dwight, Giovanni, Jaden, Jahvon, Jerrel, Kevin, Miquel, Rahul, Ravi, Rishi, Shaquille, Tyrell,
		Vinay, Xavier`),
	surnames: words(`Baldewsingh, Biervliet, Bihari, Blijd, Chin A Loi, Cruden, Doorson, Gangaram, Jhinkoe, Kalloe, Kartosen,
		Karijodimedjo, Linger, Maatrijk, Martina, Mohan, Pinas, Ramdin, Sanches, Sewpersad, Soekhoe, Tjon, Vrede, Wongsodikromo`)
};

const polish: NameFamily = {
	share: 4,
	givenNames: words(`Alicja, Amelia, Emilia, Hanna, Julia, Kinga, Lena, Maja, Oliwia, Wiktoria, Zofia, Zuzanna, Adrian, Antoni,
		Dawid, Filip, Igor, Jakub, Kacper, Marcel, Mateusz, Oskar, Szymon, Tymon, Wojciech`),
	surnames: words(`Adamczyk, Baran, Dudek, Kaczmarek, Kubiak, Mazur, Michalak, Nowak, Pawlak, Sikora, Szymczak, Walczak, Wieczorek,
		Wójcik, Wrona, Zając`)
};

const ukrainian: NameFamily = {
	share: 3,
	givenNames: words(`Anastasiia, Daryna, Kateryna, Khrystyna, Mariia, Oleksandra, Polina, Sofiia, Viktoriia, Yana, Artem, Bohdan,
		Danylo, Dmytro, Illia, Maksym, Mykyta, Nazar, Oleh, Tymofii, Yehor`),
	surnames: words(`Bondarenko, Hrytsenko, Ivanenko, Kovalenko, Kravchenko, Lysenko, Marchenko, Melnyk, Moroz, Oliinyk, Panchenko,
		Petrenko, Savchenko, Shevchuk, Tkachuk`)
};

const arabic: NameFamily = {
	share: 4,
	givenNames: words(`Aya, Dima, Fatma, Hala, Jana, Layan, Lina, Maha, Nour, Rama, Rima, Sara, Shahd, Yara, Abdullah, Ahmad, Anwar,
		Basel, Fadi, Ghaith, Hadi, Karim, Khaled, Laith, Majd, Omar, Samir, Yazan`),
	surnames: words(`Al Ahmad, Al Hamwi, Al Khatib, Al Masri, Alhalabi, Aljasem, Darwish, Hamdan, Hassan, Ibrahim, Issa, Khalil, Mansour,
		Najjar, Saleh, Shahin, Sulaiman`)
};

const elsewhere: NameFamily = {
	share: 2,
	givenNames: words(`Asha, Ayaan, Bisrat, Feven, Hodan, Jia Yi, Linh, Mei, Miriam, Selam, Thi Mai, Yodit, Abdi, Biniam, Daud, Filmon,
		Hao, Jun, Kwame, Minh, Natnael, Samuel, Yonas, Yuto`),
	surnames: words(`Abdi, Chen, Ghebremeskel, Haile, Huang, Kidane, Mensah, Nguyen, Osman, Pham, Tesfay, Tran, Warsame, Yusuf, Zheng`)
};

/** Names in about the proportions of a Dutch secondary school of today. Common ones only; nobody is meant. */
export const nameFamilies: readonly NameFamily[] = [dutch, moroccan, turkish, surinamese, polish, ukrainian, arabic, elsewhere];

/** Teachers were born between 1960 and 2000, and are called so. */
export const teacherGivenNames: readonly string[] = words(`Anja, Annemarie, Arjan, Astrid, Bert, Carola, Coen, Dennis, Desirée, Erik,
	Esther, Farida, Frank, Gerda, Gert-Jan, Hanneke, Hans, Hatice, Ingrid, Jacqueline, Jeroen, Joke, Karin, Kees, Linda, Maarten,
	Marieke, Marjan, Marleen, Mehmet, Monique, Nathalie, Peter, Petra, Rachid, Raymond, Renske, Rob, Ronald, Saskia, Sylvia, Wilma`);

export const teacherSurnames: readonly string[] = words(`Abbink, van Asselt, Bloemendaal, Boonstra, van den Broek, Buitenhuis, Bulthuis,
	van der Does, Dommerholt, Elzinga, Engbers, Erkens, Greven, Grootveld, van der Heijden, Hulshof, Kanters, Ketelaar, van der Kolk,
	Koster, Leusink, Lubbers, van Manen, Mertens, Nieuwenhuis, Offermans, Ooms, Pijnenburg, Reitsma, Rozema, Schepers, Slagter,
	Spaans, Stegeman, ter Horst, Terpstra, Uittenbogaard, Vink, Wagenaar, van Wijk, Zandstra, Zuidema`);
