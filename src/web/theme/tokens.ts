import { type ThemeConfig, theme } from 'antd'

export const SANS = '"PingFang SC","Microsoft YaHei","Noto Sans SC",system-ui,sans-serif'

const shared: ThemeConfig['token'] = {
  fontFamily: SANS,
  fontSize: 14,
  lineHeight: 1.57,
  borderRadius: 4,
  borderRadiusLG: 4,
  borderRadiusSM: 4,
  sizeStep: 4,
  motionUnit: 0.05,
  wireframe: false,
}

/** The sheet by day. The signal colours are Ant Design's hues, darkened until they read as text. */
const light: ThemeConfig['token'] = {
  ...shared,
  colorPrimary: '#1f6f5c',
  colorInfo: '#1f6f5c',
  colorLink: '#1f6f5c',
  colorLinkHover: '#17594a',
  colorLinkActive: '#17594a',
  colorSuccess: '#2b7a3d',
  colorWarning: '#9a6200',
  colorError: '#c5372c',
  colorTextBase: '#1d211c',
  colorTextSecondary: '#565c53',
  colorTextTertiary: '#62685e',
  colorTextQuaternary: '#666c62',
  colorTextPlaceholder: '#6b7167',
  colorTextDescription: '#62685e',
  colorBorder: '#d9dcd6',
  colorBorderSecondary: '#e6e8e3',
  colorSplit: '#e6e8e3',
  colorBgLayout: '#f3f4f2',
  boxShadow: '0 0 0 1px rgb(29 33 28 / 8%), 0 6px 20px rgb(29 33 28 / 10%)',
  boxShadowSecondary: '0 0 0 1px rgb(29 33 28 / 8%), 0 6px 20px rgb(29 33 28 / 10%)',
  boxShadowTertiary: 'none',
}

const dark: ThemeConfig['token'] = {
  ...shared,
  colorPrimary: '#2a7a66',
  colorInfo: '#6cc0a6',
  colorLink: '#6cc0a6',
  colorLinkHover: '#8fd4bf',
  colorLinkActive: '#8fd4bf',
  colorSuccess: '#7cc48c',
  colorWarning: '#e0b25c',
  colorError: '#ef8376',
  colorTextBase: '#e4e7e1',
  colorTextSecondary: '#a9afa5',
  colorTextTertiary: '#9ba197',
  colorTextQuaternary: '#959b91',
  colorTextPlaceholder: '#8f958b',
  colorTextDescription: '#9ba197',
  colorBgBase: '#141614',
  colorBgContainer: '#1d201d',
  colorBgElevated: '#242824',
  colorBgLayout: '#141614',
  colorBorder: '#343934',
  colorBorderSecondary: '#2b302b',
  colorSplit: '#2b302b',
  boxShadow: '0 0 0 1px #343934, 0 6px 20px rgb(0 0 0 / 40%)',
  boxShadowSecondary: '0 0 0 1px #343934, 0 6px 20px rgb(0 0 0 / 40%)',
}

/** Buttons of one step stand flat on the desk; white on the primary colour reads in both appearances. */
const components: ThemeConfig['components'] = {
  Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  Modal: { titleFontSize: 16 },
  Tooltip: { colorBgSpotlight: '#2c302b' },
  Select: { optionSelectedFontWeight: 500 },
}

export const themeOf = (isDark: boolean, calm: boolean): ThemeConfig => ({
  algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
  token: { ...(isDark ? dark : light), motion: !calm },
  components,
  cssVar: { key: 'guanjia' },
  hashed: false,
})
