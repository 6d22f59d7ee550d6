<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:z="http://indexdata.com/zebra-2.0" xmlns:m="http://www.loc.gov/MARC21/slim" exclude-result-prefixes="m">
	<xsl:output indent="no" method="xml" encoding="UTF-8"/>
	<xsl:template match="text()"/>
	<xsl:template match="m:record">
		<z:record z:id="{m:controlfield[@tag='001']}">
			<xsl:for-each select="m:datafield[@tag='020']/m:subfield[@code='a']">
				<z:index name="ISBN:w"><xsl:value-of select="."/></z:index>
			</xsl:for-each>
		</z:record>
	</xsl:template>
</xsl:stylesheet>
